// The interviewer's page: entries are signed by a key that never leaves this device, wait in it, and are delivered once.
(() => {
  "use strict";
  const root = document.querySelector("[data-collect]");
  if (!root || !window.indexedDB || !window.crypto?.subtle || !navigator.serviceWorker) return;
  const KEPT = "dieu-tra-1", LOT = 20, CURVE = { name: "ECDSA", namedCurve: "P-256" };
  const find = (name) => root.querySelector(`[data-${name}]`);
  const words = (name) => root.getAttribute(`data-words-${name}`);
  const enrolForm = find("enrol-form"), sheet = find("collect-form");
  const token = () => enrolForm.querySelector("[name=csrfmiddlewaretoken]").value;
  const say = (text) => { find("status").textContent = text; };
  const net = () => say(words(navigator.onLine ? "online" : "offline"));

  const opened = new Promise((done, failed) => {
    const asked = indexedDB.open(`dieu-tra-${root.dataset.collect}`, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("device");
      asked.result.createObjectStore("entries", { keyPath: "id" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const store = async (name, mode, work) => {
    const base = await opened;
    return new Promise((done, failed) => {
      const change = base.transaction(name, mode);
      const asked = work(change.objectStore(name));
      change.oncomplete = () => done(asked.result);
      change.onerror = () => failed(change.error);
    });
  };
  const device = () => store("device", "readonly", (all) => all.get("own"));
  const entries = () => store("entries", "readonly", (all) => all.getAll());
  const put = (entry) => store("entries", "readwrite", (all) => all.put(entry));
  const text64 = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const post = async (address, body) => {
    const answer = await fetch(address, {
      method: "POST", credentials: "same-origin", body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.why || "");
    return told;
  };

  const show = async () => {
    const own = await device(), all = await entries();
    enrolForm.hidden = Boolean(own);
    find("queue").hidden = sheet.hidden = !own;
    if (own) find("who").textContent = own.label;
    const count = (...states) => all.filter((one) => states.includes(one.state)).length;
    find("count-waiting").textContent = count("waiting");
    find("count-kept").textContent = count("kept", "already");
    find("count-wrong").textContent = count("conflict", "refused");
    find("wrong").replaceChildren(...all.filter((one) => one.why).map((one) => {
      const line = document.createElement("li");
      line.textContent = `${one.slip}: ${words(one.state)}. ${one.why}`;
      return line;
    }));
  };

  enrolForm.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const keys = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
      const key = text64(await crypto.subtle.exportKey("raw", keys.publicKey));
      const told = await post(root.dataset.enrol, { code: enrolForm.ma.value, key });
      await store("device", "readwrite", (all) => all.put({ ...told, key: keys.privateKey }, "own"));
      net();
    } catch (failed) {
      say(failed.message || words("failed"));
    }
    await show();
  });

  const answersOf = () => {
    const answers = {};
    for (const field of sheet.querySelectorAll("fieldset:not([hidden])")) {
      const given = field.querySelector("input:checked");
      if (!given && "optional" in field.dataset) continue;
      if (!given) { field.scrollIntoView(); return null; }
      answers[given.name] = given.value;
    }
    return answers;
  };

  sheet.addEventListener("submit", async (event) => {
    event.preventDefault();
    const own = await device(), answers = answersOf();
    if (!answers) { say(words("missing")); return; }
    const id = crypto.randomUUID(), slip = sheet.phieu.value.trim();
    const body = JSON.stringify({ id, slip, answers });
    const sign = { name: "ECDSA", hash: "SHA-256" };
    const signature = text64(await crypto.subtle.sign(sign, own.key, new TextEncoder().encode(body)));
    await put({ id, slip, body, signature, state: "waiting", why: "" });
    sheet.reset();
    say(words("saved"));
    await show();
    scrollTo(0, 0);
    await send();
  });

  let sending = false;
  const send = async () => {
    const own = await device();
    if (sending || !own || !navigator.onLine) return;
    sending = true;
    const bar = find("progress");
    try {
      const waiting = (await entries()).filter((one) => one.state === "waiting");
      bar.max = waiting.length || 1;
      bar.hidden = waiting.length === 0;
      for (let done = 0; done < waiting.length; done += LOT) {
        const lot = waiting.slice(done, done + LOT);
        const told = await post(root.dataset.deliver, {
          number: own.number, entries: lot.map(({ id, body, signature }) => ({ id, body, signature })),
        });
        for (const one of told.entries) {
          const entry = lot.find(({ id }) => id === one.id);
          const gone = one.outcome === "kept" || one.outcome === "already";
          // what was delivered leaves the device; what was not stays whole, for a person to look at
          await put(gone ? { id: one.id, state: one.outcome, why: "" } : { ...entry, state: one.outcome, why: one.why });
        }
        bar.value = done + lot.length;
      }
      net();
    } catch (failed) {
      say(failed.message || words("failed"));
    } finally {
      sending = false;
      bar.hidden = true;
      await show();
    }
  };

  find("send").addEventListener("click", send);
  addEventListener("online", () => { net(); send(); });
  addEventListener("offline", net);
  const ready = async () => {
    const place = new URL(root.dataset.worker, location.href);
    await navigator.serviceWorker.register(place, { scope: place.pathname.replace(/[^/]*$/, "") });
    const parts = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
    if (navigator.onLine) await (await caches.open(KEPT)).addAll([location.pathname, ...parts]);
    root.dataset.ready = "yes";
  };
  net();
  show().then(ready).catch(() => {}).then(send);
})();
