// The desk with a keyboard, a reading pane and words that survive. Without this file every row is a plain link.
(() => {
  const rows = [...document.querySelectorAll(".reading .inbox a")];
  const pane = document.getElementById("pane");
  const wide = window.matchMedia("(min-width: 75rem)");
  const kept = window.sessionStorage;
  let now = -1, loads = 0;

  // What was typed stays in this tab until its step was taken.
  const nameOf = (field) => `desk ${new URL(field.form.action).pathname} ${field.name}`;
  const isWords = (field) => field.form && field.matches(".verbs textarea, .verbs input[name=title]");
  document.addEventListener("input", (event) => {
    if (isWords(event.target)) kept.setItem(nameOf(event.target), event.target.value);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".verbs form")) kept.setItem("desk sent", new URL(event.target.action).pathname);
  });
  const forget = () => {
    const sent = kept.getItem("desk sent");
    const names = Object.keys(kept).filter((name) => sent && name.startsWith(`desk ${sent} `));
    if (document.querySelector(".notice--done")) names.forEach((name) => kept.removeItem(name));
    kept.removeItem("desk sent");
  };
  const restore = (within) => {
    for (const field of within.querySelectorAll(".verbs textarea, .verbs input[name=title]")) {
      const words = kept.getItem(nameOf(field));
      if (words === null || words === field.value) continue;
      field.value = words;
      const folded = field.closest("details");
      if (folded && words) folded.open = true;
    }
  };
  forget();
  if (!document.querySelector(".problem")) restore(document);

  // A link or a key to a form opens it and goes to its first field.
  const unfold = (id) => {
    const form = document.getElementById(id);
    if (!form) return false;
    if (form.matches("details")) form.open = true;
    form.scrollIntoView({ block: "nearest" });
    const field = form.querySelector("select, textarea, input:not([type=hidden])") || form.querySelector("button");
    if (field) field.focus();
    return true;
  };

  const show = async (address, next, read) => {
    const here = new URLSearchParams(window.location.search);
    const place = new URLSearchParams();
    for (const name of ["loc", "trang"]) if (here.get(name)) place.set(name, here.get(name));
    if (next) place.set("ke", next);
    const mine = ++loads;
    pane.setAttribute("aria-busy", "true");
    try {
      await htmx.ajax("GET", `${address}?${place}`, { target: pane, source: pane, swap: "innerHTML" });
    } catch { /* a later row replaced this one, or beforeSwap goes to the page itself */ }
    if (mine !== loads) return;
    pane.removeAttribute("aria-busy");
    pane.scrollTop = 0;
    restore(pane);
    if (read) pane.focus({ preventScroll: true });
  };
  const pick = (place, { focus = true, read = false } = {}) => {
    const row = rows[place], isThere = place === now;
    now = place;
    rows.forEach((one) => one.classList.toggle("picked", one === row));
    if (focus) row.focus();
    if (!isThere) show(row.getAttribute("href"), rows[place + 1]?.dataset.id, read);
    else if (read) pane.focus({ preventScroll: true });
  };
  if (pane) {
    // A session that ended answers with the sign-in page: go there instead of showing it in the pane.
    pane.addEventListener("htmx:beforeSwap", (event) => {
      const { xhr, requestConfig } = event.detail;
      const asked = new URL(requestConfig.path, window.location).pathname;
      if (xhr.status === 200 && new URL(xhr.responseURL).pathname === asked) return;
      event.detail.shouldSwap = false;
      window.location.assign(asked);
    });
    rows.forEach((row, place) => row.addEventListener("click", (event) => {
      if (!wide.matches || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      pick(place, { read: event.detail === 0 }); // Enter: the reader wants to go in
    }));
    document.querySelector("[data-row]")?.addEventListener("click", (event) => {
      const place = rows.findIndex((row) => row.dataset.id === event.target.dataset.row);
      if (!wide.matches || place < 0) return;
      event.preventDefault();
      pick(place, { read: event.detail === 0 });
    });
    document.querySelector(".keys").hidden = false;
    if (wide.matches) {
      const { open, next } = pane.dataset;
      const opened = rows.findIndex((row) => row.getAttribute("href") === open);
      const after = rows.findIndex((row) => row.dataset.id === next);
      if (opened >= 0 || !open) pick(Math.max(opened, 0), { focus: false });
      else {
        now = after - 1; // the case has left the list: J goes on with the one after it
        show(open, next, false);
      }
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pane?.contains(event.target) && rows[now]) rows[now].focus();
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const step = { j: 1, k: -1 }[key];
    let done = false;
    if (step && rows.length) {
      const place = wide.matches ? now : rows.indexOf(document.activeElement);
      const next = Math.min(Math.max(place + step, 0), rows.length - 1);
      if (wide.matches) pick(next); else rows[next].focus();
      done = true;
    }
    if (key === "/") { document.getElementById("so")?.focus(); done = true; }
    if (key === "a") done = unfold("giao");
    if (key === "e") done = unfold("tra-loi");
    if (done) event.preventDefault();
  });
})();
