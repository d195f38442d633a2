// Quiz: this browser remembers which quizzes it has done, so that nobody is asked. Nothing of it is ever sent.
(() => {
  "use strict";
  const form = document.querySelector("[data-quiz]");
  if (!form) return;
  const key = `luat-da-lam-${form.dataset.quiz}`;
  const asked = form.querySelector("[data-first]");
  try {
    const again = localStorage.getItem(key) !== null;
    form.querySelector(`[name="lan"][value="${again ? "lai" : "dau"}"]`).checked = true;
    asked.hidden = true;
    form.addEventListener("submit", () => localStorage.setItem(key, "1"));
  } catch {
    asked.hidden = false; // a browser that keeps nothing asks
  }
})();
