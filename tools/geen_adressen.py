"""Looks for what may not be in a committed file: addresses of package registries and paths of one machine."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Written in pieces, so that this file itself is clean.
HOSTS = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("registry.npmjs", "org"),
    ("registry.yarnpkg", "com"),
    ("deb.debian", "org"),
    ("security.debian", "org"),
    ("proxy.golang", "org"),
    ("repo.maven.apache", "org"),
    ("repo1.maven", "org"),
    ("static.crates", "io"),
    ("rubygems", "org"),
    ("conda.anaconda", "org"),
)
PATHS = (("/work", "/"), ("/root", "/"), ("/opt", "/pypi"), ("/home", r"/[a-z]"), ("/Users", r"/[A-Za-z]"))
OPTIONS = (("--index", "-url"), ("--extra-index", "-url"), ("--find", "-links"))
ALLOWED = re.compile(r"--(no-)emit-index-url")
FORBIDDEN = re.compile(
    "|".join(
        [rf"\b{re.escape('.'.join(host))}\b" for host in HOSTS]
        + [rf"(?<![\w.~$)}}/-]){''.join(path)}" for path in PATHS]
        + [rf"{''.join(option)}\b" for option in OPTIONS]
    )
)


def committed(root: Path = ROOT) -> list[Path]:
    """Files that git keeps or is about to keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
    return [root / name for name in names if name and (root / name).is_file()]


def found(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Line numbers with what stands there and may not."""
    for number, line in enumerate(lines, start=1):
        match = FORBIDDEN.search(ALLOWED.sub("", line))
        if match:
            yield number, match.group()


def inspect(files: Iterable[Path]) -> Iterator[str]:
    """One message per place; files that are not text are passed over."""
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        yield from (
            f"{path.name}:{number}: {what!r} may not be in a committed file"
            for number, what in found(text.splitlines())
        )


if __name__ == "__main__":
    messages = list(inspect(committed()))
    sys.stderr.writelines(f"{message}\n" for message in messages)
    sys.exit(1 if messages else 0)
