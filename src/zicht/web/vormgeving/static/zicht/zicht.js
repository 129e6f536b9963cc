/* Wat een bladzijde prettiger maakt; zonder dit script werkt alles ook. Bewaart niets in de browser. */
(() => {
  "use strict";
  const lichaam = document.body;
  const alle = (keus, binnen = document) => Array.from(binnen.querySelectorAll(keus));
  document.documentElement.classList.add("met-script");

  /* ------------------------------------------------------------------------------------------ fouten en menu */
  const naarFouten = (binnen) => binnen.querySelector("[data-focus]")?.focus();
  document.addEventListener("click", (gebeurtenis) => {
    const verwijzing = gebeurtenis.target.closest(".foutenoverzicht a");
    const veld = verwijzing && document.getElementById(verwijzing.hash.slice(1));
    if (!veld) return;
    gebeurtenis.preventDefault();
    veld.focus({ preventScroll: true });
    (veld.closest(".veld") || veld).scrollIntoView({ block: "start" });
  });

  for (const menu of alle("[data-inklap]")) {
    const knop = document.createElement("button");
    const zet = (open) => {
      menu.toggleAttribute("data-dicht", !open);
      knop.setAttribute("aria-expanded", String(open));
    };
    knop.type = "button";
    knop.textContent = "Menu";
    knop.addEventListener("click", () => zet(menu.hasAttribute("data-dicht")));
    menu.prepend(knop);
    zet(false);
  }
  document.addEventListener("keydown", (gebeurtenis) => {
    const open = gebeurtenis.key === "Escape" && document.querySelector(".gebruikersmenu[open], .menugroep[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("click", (gebeurtenis) => {
    for (const menu of alle(".gebruikersmenu[open], .menugroep[open]")) if (!menu.contains(gebeurtenis.target)) menu.open = false;
  });

  /* -------------------------------------------------------------------------------------- sneltoetsen */
  const overzicht = document.getElementById("sneltoetsen");
  const lijst = overzicht?.querySelector("[data-sneltoetsen]");
  for (const doel of lijst ? alle("[data-sneltoets]") : []) {
    const regel = lijst.appendChild(document.createElement("div"));
    const toetsen = regel.appendChild(document.createElement("dt"));
    ["Alt", "Shift", doel.dataset.sneltoets.toUpperCase()].forEach((toets, nummer) => {
      toetsen.append(nummer ? " + " : "");
      toetsen.appendChild(document.createElement("kbd")).textContent = toets;
    });
    regel.appendChild(document.createElement("dd")).textContent =
      doel.getAttribute("aria-label") || doel.labels?.[0]?.textContent.trim() || doel.textContent.trim();
  }
  const toon = (venster) => venster && !venster.open && venster.showModal();
  document.addEventListener("click", (gebeurtenis) => {
    const knop = gebeurtenis.target.closest("[data-open]");
    if (knop) toon(document.getElementById(knop.dataset.open));
  });
  document.addEventListener("keydown", (gebeurtenis) => {
    if (!gebeurtenis.altKey || !gebeurtenis.shiftKey || !gebeurtenis.code.startsWith("Key")) return;
    if (document.querySelector("dialog[open]")) return;
    const letter = gebeurtenis.code.slice(3).toLowerCase();
    const doel = letter === "s" ? overzicht : document.querySelector(`[data-sneltoets="${letter}"]`);
    if (!doel) return;
    gebeurtenis.preventDefault();
    if (doel === overzicht) toon(overzicht);
    else if (doel.matches("input, select, textarea")) doel.focus();
    else doel.click();
  });

  /* ------------------------------------------------------------------------- getypte tekst: concept en bewaking */
  const vuil = new Set();
  const csrf = () => JSON.parse(lichaam.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  const klok = () => new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });

  async function bewaarConcept(formulier) {
    const stand = formulier.querySelector("[data-concept-stand]");
    const versie = formulier.dataset.versie;
    let gelukt = false;
    try {
      const antwoord = await fetch(formulier.dataset.conceptUrl, {
        method: "POST", body: new FormData(formulier), headers: { "X-CSRFToken": csrf() }, redirect: "manual",
      });
      gelukt = antwoord.ok;
    } catch { /* geen verbinding: de zin hieronder zegt het */ }
    if (gelukt && versie === formulier.dataset.versie) vuil.delete(formulier);
    if (stand) stand.textContent = gelukt ? `Concept bewaard om ${klok()}.` : "Uw concept is niet bewaard. We proberen het zo weer.";
    if (!gelukt) plan(formulier, 15000);
  }
  const wachters = new WeakMap();
  function plan(formulier, over) {
    clearTimeout(wachters.get(formulier));
    wachters.set(formulier, setTimeout(() => bewaarConcept(formulier), over));
  }
  function getypt(gebeurtenis) {
    const formulier = gebeurtenis.target.form;
    if (!formulier?.matches("[data-bewaak], [data-concept-url]")) return;
    vuil.add(formulier);
    formulier.dataset.versie = String(Number(formulier.dataset.versie || 0) + 1);
    if (formulier.dataset.conceptUrl) plan(formulier, 2000);
  }
  document.addEventListener("input", getypt);
  document.addEventListener("change", getypt);
  document.addEventListener("submit", (gebeurtenis) => {
    clearTimeout(wachters.get(gebeurtenis.target));
    vuil.delete(gebeurtenis.target);
  });
  window.addEventListener("beforeunload", (gebeurtenis) => {
    if (Array.from(vuil).some((formulier) => formulier.isConnected)) gebeurtenis.preventDefault();
  });

  /* -------------------------------------------------------------------------------- de sessie loopt af */
  const duur = Number(lichaam.dataset.sessie || 0) * 1000;
  const bijna = document.getElementById("sessie-bijna");
  const voorbij = document.getElementById("sessie-voorbij");
  let einde = 0;
  let vraagOm = 0;

  async function vraagSessie() {
    const antwoord = await fetch(lichaam.dataset.sessieUrl, { redirect: "manual", cache: "no-store" });
    return antwoord.ok ? antwoord.json() : null;
  }
  function verleng() { einde = Date.now() + duur; }
  function opSlot() {
    bijna.close();
    for (const deel of alle("main, .zijkant, .kruimelpad")) deel.hidden = true;
    toon(voorbij);
  }
  function vanSlot(gegevens) {
    for (const vak of alle("input[name=csrfmiddlewaretoken]")) vak.value = gegevens.csrf;
    lichaam.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": gegevens.csrf }));
    for (const deel of alle("main, .zijkant, .kruimelpad")) deel.hidden = false;
    verleng();
    voorbij.close();
  }
  async function verder() {
    const zin = voorbij.querySelector("[data-sessie-antwoord]");
    const gegevens = await vraagSessie().catch(() => null);
    if (!gegevens) zin.textContent = "U bent nog niet ingelogd. Log eerst in, in het andere tabblad.";
    else if (gegevens.wie !== lichaam.dataset.sessieWie) location.assign("/");
    else vanSlot(gegevens);
  }
  async function blijf() {
    const gegevens = await vraagSessie().catch(() => null);
    if (!gegevens || gegevens.wie !== lichaam.dataset.sessieWie) return opSlot();
    verleng();
    bijna.close();
  }
  function tik() {
    const rest = einde - Date.now();
    if (voorbij.open) return;
    if (rest <= 0) opSlot();
    else if (rest <= Math.min(120000, duur / 2)) {
      const over = rest > 60000 ? `${Math.ceil(rest / 60000)} minuten` : rest > 30000 ? "1 minuut" : "een halve minuut";
      const plek = bijna.querySelector("[data-sessie-over]");
      if (plek.textContent !== over) plek.textContent = over;
      toon(bijna);
    } else if (bijna.open) bijna.close();
  }
  /* Wie typt is er nog: vraag hoogstens eens per minuut om verlenging, ook als er niets te bewaren is. */
  function bezig() {
    if (bijna.open || voorbij.open || Date.now() - vraagOm < 60000) return;
    vraagOm = Date.now();
    vraagSessie().then((gegevens) => gegevens && verleng()).catch(() => {});
  }
  if (duur && bijna && voorbij) {
    verleng();
    vraagOm = Date.now();
    setInterval(tik, 1000);
    document.addEventListener("input", bezig);
    document.addEventListener("htmx:afterRequest", (gebeurtenis) => gebeurtenis.detail.successful && verleng());
    bijna.querySelector("[data-blijf]").addEventListener("click", blijf);
    bijna.addEventListener("cancel", blijf);
    voorbij.addEventListener("cancel", (gebeurtenis) => gebeurtenis.preventDefault());
    voorbij.querySelector("[data-verder]").addEventListener("click", verder);
  }

  document.addEventListener("htmx:afterSwap", (gebeurtenis) => naarFouten(gebeurtenis.detail.target));
  naarFouten(document);
})();
