/* Met script vervangt 'snel weg' deze bladzijde, zodat 'vorige' haar niet terugbrengt. Zonder script is het een gewone link. */
(() => {
  "use strict";
  const weg = document.getElementById("snelweg");
  weg?.addEventListener("click", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    location.replace(weg.href);
  });
  document.addEventListener("keydown", (gebeurtenis) => gebeurtenis.key === "Escape" && weg?.click());
})();
