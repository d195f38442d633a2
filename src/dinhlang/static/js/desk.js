// The inbox with a keyboard and a reading pane. Without this file every row is a plain link.
(() => {
  const rows = [...document.querySelectorAll(".inbox a")];
  const pane = document.getElementById("pane");
  const wide = window.matchMedia("(min-width: 75rem)");
  const keys = document.querySelector(".keys");
  if (!rows.length || !pane) return;
  if (keys) keys.hidden = false;

  const pick = (row) => {
    rows.forEach((one) => one.classList.toggle("picked", one === row));
    row.focus();
    htmx.trigger(row, "open-in-pane");
  };
  rows.forEach((row) => row.addEventListener("click", (event) => {
    if (!wide.matches || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    pick(row);
  }));
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step) return;
    event.preventDefault();
    const now = rows.indexOf(document.activeElement);
    const next = rows[Math.min(Math.max(now + step, 0), rows.length - 1)];
    if (wide.matches) pick(next); else next.focus();
  });
})();
