/* De schuif en het getal van een knop zijn hetzelfde; zonder dit script zijn er de getallen en de knop 'Reken door'. */
(() => {
  "use strict";
  const formulier = document.querySelector(".werkbank");
  if (!formulier) return;
  const tekst = (getal) => getal.toLocaleString("nl-NL", { maximumFractionDigits: 4 });
  const lees = (invoer) => {
    const kaal = invoer.replace(/[\s€%]/g, "").replace("−", "-");
    const zonder = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(kaal) ? kaal.replaceAll(".", "") : kaal;
    return /^-?[\d.,]+$/.test(zonder) ? Number(zonder.replace(",", ".")) : NaN;
  };
  const vakken = (binnen) => [binnen.querySelector("[data-schuif]"), binnen.querySelector("[data-getal]")];
  const meld = () => formulier.dispatchEvent(new CustomEvent("werkbank-anders"));

  /* Wat een schermlezer bij de schuif zegt: de waarde in gewone cijfers, en hoe zij tegen de begroting staat. */
  function zeg(schuif, waarde) {
    const basis = Number(schuif.dataset.basis);
    const procent = basis ? Math.round((waarde / basis - 1) * 100) : 0;
    const anders = waarde === basis ? "als in de begroting" : procent ? `${Math.abs(procent)} procent ${procent > 0 ? "meer" : "minder"} dan de begroting` : "anders dan de begroting";
    schuif.setAttribute("aria-valuetext", `${[tekst(waarde), schuif.dataset.eenheid].filter(Boolean).join(" ")}, ${anders}`);
    schuif.closest("[data-knop]").classList.toggle("anders", waarde !== basis);
  }
  for (const knop of formulier.querySelectorAll("[data-knop]")) {
    const [schuif, getal] = vakken(knop);
    zeg(schuif, lees(getal.value));
    schuif.addEventListener("input", () => {
      const waarde = Number(schuif.value);
      getal.value = tekst(waarde);
      zeg(schuif, waarde);
      meld();
    });
    getal.addEventListener("input", () => {
      const waarde = lees(getal.value);
      if (!Number.isNaN(waarde)) {
        schuif.value = String(waarde);
        zeg(schuif, waarde);
      }
      meld();
    });
  }
  document.addEventListener("htmx:afterSettle", () => {
    for (const knop of formulier.querySelectorAll("[data-knop]")) {
      const fout = knop.querySelector(".veldfout").childElementCount > 0;
      const [, getal] = vakken(knop);
      knop.classList.toggle("met-fout", fout);
      if (fout) getal.setAttribute("aria-invalid", "true");
      else getal.removeAttribute("aria-invalid");
    }
  });
})();
