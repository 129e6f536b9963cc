/* Zet een gekozen cijfer in de tekst op de plaats van de cursor; zonder dit script kopieert men de verwijzing. */
(() => {
  "use strict";
  const vak = document.querySelector(".schrijfvak");
  if (!vak) return;
  document.addEventListener("click", (gebeurtenis) => {
    const knop = gebeurtenis.target.closest("[data-voeg-in]");
    if (!knop) return;
    const erna = vak.value.slice(vak.selectionEnd);
    const ervoor = vak.value.slice(0, vak.selectionStart);
    const spatie = ervoor && !/\s$/.test(ervoor) ? " " : "";
    vak.setRangeText(spatie + knop.dataset.voegIn + (erna && /^\w/.test(erna) ? " " : ""), vak.selectionStart, vak.selectionEnd, "end");
    vak.dispatchEvent(new Event("input", { bubbles: true }));
    vak.focus();
  });
})();
