// A sheet of questions: those that follow another answer are shown only after it. Without this they say so in words.
// What is picked and not yet sent stays on this device, without the code of the slip, until it is sent or cleared.
(() => {
  "use strict";
  const PLACE = "dinhlang.sheet";
  const read = () => {
    try { return JSON.parse(localStorage.getItem(PLACE)); } catch { return null; }
  };
  const write = (left) => {
    try { localStorage.setItem(PLACE, JSON.stringify(left)); } catch { /* private window: nothing is kept */ }
  };
  const forget = () => {
    try { localStorage.removeItem(PLACE); } catch { /* nothing was kept */ }
  };
  const today = () => new Date().toISOString().slice(0, 10);
  if (document.querySelector("[data-sheet-done]") || read()?.until < today()) forget();

  for (const form of document.querySelectorAll("[data-sheet]")) {
    const follow = [...form.querySelectorAll("[data-after]")];
    const show = () => {
      for (const one of follow) {
        const given = form.querySelector(`input[name="${CSS.escape(one.dataset.after)}"]:checked`);
        const asked = given !== null && one.dataset.when.split(" ").includes(given.value);
        one.hidden = one.disabled = !asked;
        one.querySelector("[data-said]").hidden = true;
      }
    };
    const { keep: of, keepUntil: until } = form.dataset;
    const told = document.querySelector("[data-kept]");
    const slip = form.elements.namedItem("phieu"); // only an interviewer's sheet has it: whose answers these are
    const restore = () => {
      const left = read();
      if (!of || left?.of !== of || form.querySelector("input:checked")) return;
      for (const one of form.querySelectorAll("input[type=radio]")) one.checked = left.picked?.[one.name] === one.value;
      if (slip) slip.value = left.slip ?? "";
      told.hidden = false;
    };
    const keep = () => {
      if (!of) return;
      const picked = [...form.querySelectorAll("input:checked")].map((one) => [one.name, one.value]);
      write({ of, until, slip: slip?.value, picked: Object.fromEntries(picked) });
    };
    form.addEventListener("change", () => { show(); keep(); });
    form.addEventListener("reset", () => { forget(); if (told) told.hidden = true; setTimeout(show); });
    told?.querySelector("button").addEventListener("click", () => form.reset());
    restore();
    show();
  }
})();
