// Remembers on this device where the unsent draft is and what is typed and not yet saved. Nothing leaves the device.
(() => {
  "use strict";
  const PLACE = "dinhlang.draft";
  const WORDS = "dinhlang.words";

  const read = (key) => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };
  const write = (key, value) => {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* private window: the address still is the key */ }
  };
  const forget = () => {
    try { localStorage.removeItem(PLACE); localStorage.removeItem(WORDS); } catch { /* nothing was kept */ }
  };
  const today = () => new Date().toISOString().slice(0, 10);

  const step = document.querySelector("[data-draft]");
  if (step) write(PLACE, { address: step.dataset.draft, until: step.dataset.draftUntil });
  if (document.querySelector("[data-draft-done]")) forget();

  const offer = document.querySelector("[data-draft-offer]");
  const kept = read(PLACE);
  // Only an address of this form is ever followed, whatever lies in the storage.
  if (offer && kept && /^\/(en\/)?phan-anh\/gui\/[\w-]+\/$/.test(kept.address) && kept.until >= today()) {
    offer.querySelector("a").href = kept.address;
    offer.querySelector("button").addEventListener("click", () => { forget(); offer.hidden = true; });
    offer.hidden = false;
  }

  const words = document.querySelector("textarea[data-keep]");
  if (!words) return;
  const left = read(WORDS);
  if (left && left.of === words.dataset.keep && left.text && !words.value) words.value = left.text;
  const counter = document.querySelector("[data-count]");
  const count = () => {
    if (counter) counter.textContent = counter.dataset.count.replace("#", Math.max(0, words.maxLength - words.value.length));
  };
  words.addEventListener("input", () => { write(WORDS, { of: words.dataset.keep, text: words.value }); count(); });
  count();
})();
