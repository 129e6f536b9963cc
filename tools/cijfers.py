"""Compares the figures of the demo region with the stored ones: figures may not move silently (ADR 0011)."""

import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from zicht import cli

ROOT = Path(__file__).resolve().parent.parent
SNAPSHOT = ROOT / "tests" / "snapshots" / "cijfers-demo.json"
REGION = ("--regio", "nog", "--jaren", "2", "--seed", "1", "--schaal", "0.1")
QUESTIONS = (
    ("--periode", "2025-burap1"),
    ("--periode", "2025"),
    ("--periode", "2025", "--telling", "ontvangen"),
    ("--periode", "2025", "--per", "gemeente"),
)
COUNTED = ("noemer", "teller", "niet_te_bepalen", "nog_open", "waarde")
Figures = dict[str, list[Any]]


def compute() -> dict[str, Any]:
    """The figures of the demo region, made and counted now."""
    with tempfile.TemporaryDirectory() as folder:
        facts = str(Path(folder) / "feiten")
        zicht("synthetisch", *REGION, "--uit", facts)
        answers = {
            " ".join(question): json.loads(zicht("indicatoren", facts, *question, "--json")) for question in QUESTIONS
        }
    prints = {answer["vingerafdruk"] for answer in answers.values()}
    figures = dict(row for question, answer in answers.items() for row in rows(question, answer["uitslagen"]))
    return {"feiten": sorted(prints), "cijfers": figures}


def zicht(*arguments: str) -> str:
    """What a command prints; it must succeed."""
    output = io.StringIO()
    with redirect_stdout(output):
        status = cli.main(arguments)
    if status:
        raise RuntimeError(f"zicht {' '.join(arguments)} ended with status {status}")
    return output.getvalue()


def rows(question: str, answers: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[Any]]]:
    """One figure per code, area and question."""
    for answer in answers:
        yield f"{answer['code']} {answer['gebied']} {question}", [answer[name] for name in COUNTED]


def moved(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Which figures differ, with both values."""
    before, after = old["cijfers"], new["cijfers"]
    return [
        f"{key}: {before.get(key)} → {after.get(key)}"
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    ]


def lines(changelog: str) -> list[str]:
    """What stands under Cijfers of the newest entry."""
    newest = re.split(r"^## ", changelog, flags=re.MULTILINE)[1]
    part = newest.split("### Cijfers", maxsplit=1)[-1].split("\n### ", maxsplit=1)[0]
    return [" ".join(item.split()) for item in re.split(r"^- ", part, flags=re.MULTILINE) if item.strip()]


def refusal(old: Mapping[str, Any], new: Mapping[str, Any], changelog: str) -> str | None:
    """Why the new figures may not be stored: they moved and the changelog got no new line."""
    if moved(old, new) and set(lines(changelog)) <= set(old["changelog"]):
        return "figures moved: first say under Cijfers of the newest entry in CHANGELOG.md which, from when and why"
    return None


def main(arguments: Sequence[str]) -> int:
    """Compare, or with --schrijf store."""
    new, changelog = compute(), (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    old = json.loads(SNAPSHOT.read_text(encoding="utf-8")) if SNAPSHOT.exists() else None
    differences = moved(old, new) if old else []
    sys.stderr.writelines(f"{line}\n" for line in differences[:20])
    if "--schrijf" not in arguments:
        return 1 if differences or not old else 0
    if old and (reason := refusal(old, new, changelog)):
        sys.stderr.write(f"{reason}\n")
        return 1
    stored = json.dumps({**new, "changelog": lines(changelog)}, ensure_ascii=False, indent=0)
    SNAPSHOT.write_text(stored + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
