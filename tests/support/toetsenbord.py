"""Een mens zonder muis: alles met Tab, pijltjes, spatie en Enter, en alleen wat op het scherm een naam heeft."""

from typing import Any

# Hoe iemand die het scherm laat voorlezen het ding met de focus hoort: zijn naam, en de vraag waar het bij hoort.
_FOCUS = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return {naam: "", groep: "", soort: "", aan: false};
  const tekst = (e) => e ? e.textContent.replace(/\\s+/g, " ").trim() : "";
  const label = el.labels && el.labels.length ? tekst(el.labels[0]) : (el.getAttribute("aria-label") || tekst(el));
  const groep = tekst(el.closest("fieldset.veld")?.querySelector("legend"));
  return {naam: label, groep, soort: (el.type || el.tagName).toLowerCase(), aan: !!el.checked};
}"""


class Toetsenbord:
    """Bedient een tabblad zonder muis; wat niet met Tab te bereiken is, is er niet."""

    def __init__(self, tabblad: Any) -> None:
        self.blad = tabblad

    def focus(self) -> dict[str, Any]:
        """Waar de focus staat."""
        return self.blad.evaluate(_FOCUS)

    def naar(self, naam: str, *, groep: str = "", soort: str = "") -> None:
        """Druk op Tab tot de focus op iets met deze naam staat."""
        gehoord: list[str] = []
        for _ in range(400):
            nu = self.focus()
            if nu["naam"].startswith(naam) and nu["groep"].startswith(groep) and (not soort or nu["soort"] == soort):
                return
            gehoord.append(nu["naam"][:40])
            self.blad.keyboard.press("Tab")
        raise AssertionError(f"'{naam}' is op {self.blad.url} niet met Tab te bereiken; wel: {sorted(set(gehoord))}")

    def vul(self, label: str, tekst: str) -> None:
        """Vul een vak, ook als er al iets in stond."""
        self.naar(label)
        self.blad.keyboard.press("ControlOrMeta+a")
        self.blad.keyboard.type(tekst)

    def kies(self, label: str, optie: str) -> None:
        """Kies in een lijst door de eerste letters te typen."""
        self.naar(label)
        self.blad.keyboard.type(optie)

    def rondje(self, vraag: str, antwoord: str) -> None:
        """Beantwoord een vraag met rondjes: Tab naar de vraag, dan de pijltjes."""
        for _ in range(400):
            nu = self.focus()
            if nu["soort"] == "radio" and nu["groep"].startswith(vraag):
                break
            self.blad.keyboard.press("Tab")
        for _ in range(20):
            nu = self.focus()
            if nu["naam"].startswith(antwoord):
                if not nu["aan"]:
                    self.blad.keyboard.press("Space")
                return
            self.blad.keyboard.press("ArrowDown")
        raise AssertionError(f"'{vraag}' heeft op {self.blad.url} geen antwoord '{antwoord}'")

    def vink(self, label: str, groep: str = "") -> None:
        """Zet een vinkje."""
        self.naar(label, groep=groep, soort="checkbox")
        if not self.focus()["aan"]:
            self.blad.keyboard.press("Space")

    def volg(self, naam: str) -> None:
        """Volg een verwijzing of druk op een knop met Enter, en wacht op de volgende bladzijde."""
        self.naar(naam)
        with self.blad.expect_navigation():
            self.blad.keyboard.press("Enter")
        self.blad.wait_for_load_state()

    def opnieuw(self) -> None:
        """Begin weer boven aan de bladzijde."""
        self.blad.evaluate("document.activeElement && document.activeElement.blur()")
