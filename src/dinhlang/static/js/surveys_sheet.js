// A sheet of questions: those that follow another answer are shown only after it. Without this they say so in words.
(() => {
  "use strict";
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
    form.addEventListener("change", show);
    form.addEventListener("reset", () => setTimeout(show));
    show();
  }
})();
