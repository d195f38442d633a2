// Place step: find a commune by typing, load its villages without another page, take the position when asked to.
(() => {
  "use strict";
  const select = document.querySelector("select[data-villages]");
  const rest = document.querySelector("[data-place-rest]");
  if (!select || !rest) return;

  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  let asked = 0;

  const load = async () => {
    const mine = ++asked;
    if (!select.value) return;
    rest.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${select.dataset.villages}?xa=${encodeURIComponent(select.value)}`, { credentials: "same-origin" });
      if (mine !== asked || !answer.ok) return; // a later choice is on its way, or the button will do it
      rest.innerHTML = await answer.text();
      prepare();
    } catch { /* offline: the button still works when the line is back */ } finally {
      rest.removeAttribute("aria-busy");
    }
  };

  const finder = document.querySelector("[data-find]");
  if (finder) {
    const input = finder.querySelector("input");
    const all = [...select.querySelectorAll("option")].filter((one) => one.value).map((one) => [one, folded(one.text), one.parentNode]);
    finder.hidden = false;
    input.addEventListener("input", () => {
      const wanted = folded(input.value).split(/\s+/).filter(Boolean);
      const found = all.filter(([, name]) => wanted.every((word) => name.includes(word)));
      for (const [option, , group] of all) option.remove();
      for (const [option, , group] of found) group.append(option);
      if (wanted.length && found.length) { select.value = found[0][0].value; load(); }
      finder.querySelector("output").textContent = wanted.length ? finder.dataset.found.replace("#", found.length) : "";
    });
  }
  select.addEventListener("change", load);

  function prepare() {
    const box = rest.querySelector("[data-position]");
    if (!box) return;
    const [take, point, drop] = ["take", "point", "drop"].map((name) => box.querySelector(`[data-${name}]`));
    const said = box.querySelector("output");
    const fields = ["latitude", "longitude"].map((name) => rest.querySelector(`input[name=${name}]`));
    const pin = box.querySelector(".pin");
    let map = null;
    const put = (latitude, longitude, words) => {
      [latitude, longitude].forEach((value, one) => { fields[one].value = value === null ? "" : value.toFixed(5); });
      said.textContent = words;
      drop.hidden = latitude === null;
      map?.show(latitude, longitude);
    };
    box.hidden = false;
    take.hidden = !("geolocation" in navigator);
    drop.hidden = !fields[0].value;
    drop.addEventListener("click", () => put(null, null, box.dataset.dropped));
    take.addEventListener("click", () => {
      said.textContent = box.dataset.waiting;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => put(coords.latitude, coords.longitude, box.dataset.taken.replace("#", Math.ceil(coords.accuracy))),
        () => { said.textContent = box.dataset.failed; },
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
      );
    });
    point?.addEventListener("click", async () => {
      pin.hidden = !pin.hidden;
      if (map || pin.hidden) return;
      try {
        map = await window.dinhlangPin(pin, (latitude, longitude) => put(latitude, longitude, box.dataset.pointed));
        if (fields[0].value) map.show(Number(fields[0].value), Number(fields[1].value));
      } catch {
        pin.hidden = true;
        said.textContent = pin.dataset.failed;
      }
    });
  }
  prepare();
  // On a slow line somebody chooses before this script is there, and browsers keep a choice on the way back.
  if (select.value !== (rest.querySelector("input[name=shown]")?.value ?? "")) load();
})();
