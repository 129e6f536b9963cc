// Toont alleen de vragen die er met de antwoorden van nu toe doen. Zonder script staan ze er allemaal; de server bewaart
// hoe dan ook alleen wat gesteld is.
(() => {
  "use strict";
  document.addEventListener("htmx:afterSwap", () => {
    const stand = document.querySelector("[data-verborgen]");
    if (!stand) return;
    const weg = new Set(stand.dataset.verborgen.split(" "));
    document.querySelectorAll("[data-vraag]").forEach((vraag) => { vraag.hidden = weg.has(vraag.dataset.vraag); });
  });
})();
