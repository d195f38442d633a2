// Taps at a meeting: kept in the telephone first, sent when there is a line, shown at once. Without this script every
// button is a form of its own.
const list = document.querySelector("[data-attendance]");
const line = document.querySelector("[data-line]");
const here = document.querySelector("[data-here]");
const differing = document.querySelector("[data-differing]");
const DAYS = 7;

const opened = new Promise((done, failed) => {
  const asked = indexedDB.open(`diem-danh-${list.dataset.attendance}`, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("marks", { keyPath: "key" });
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

async function store(mode, work) {
  const base = await opened;
  return new Promise((done, failed) => {
    const step = base.transaction("marks", mode);
    const asked = work(step.objectStore("marks"));
    step.oncomplete = () => done(asked.result);
    step.onerror = () => failed(step.error);
  });
}

const waiting = () => store("readonly", (marks) => marks.getAll());
const device = localStorage.getItem("diem-danh-may") || crypto.getRandomValues(new Uint32Array(3)).join("-");
localStorage.setItem("diem-danh-may", device);

function show(form, present, differs) {
  const button = form.querySelector("button");
  form.querySelector("[name=present]").value = present ? "no" : "yes";
  button.setAttribute("aria-pressed", String(present));
  form.closest("li").classList.toggle("differs", differs);
}

function count() {
  here.textContent = list.querySelectorAll("button[aria-pressed=true]").length;
  const numbers = [...list.querySelectorAll("li.differs b")].map((one) => one.textContent);
  differing.hidden = !numbers.length;
  differing.querySelector("[data-numbers]").textContent = numbers.join(", ");
}

async function tell(words) {
  const marks = await waiting();
  const still = marks.length ? list.dataset.waiting.replace("#", marks.length) : list.dataset.sent;
  line.textContent = words ? `${words} ${still}` : still;
}

let sending = false;
async function send() {
  const marks = await waiting();
  if (sending || !marks.length) return tell("");
  sending = true;
  try {
    const answer = await fetch(list.dataset.send, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": list.dataset.token },
      body: JSON.stringify({ marks }),
    });
    const told = await answer.json();
    if (!answer.ok) return await tell(told.problem);
    await store("readwrite", (kept) => told.kept.map((key) => kept.delete(key))[0] || kept.count());
    const newer = new Set((await waiting()).map((mark) => mark.row));
    for (const form of list.querySelectorAll("form")) {
      const seat = told.seats[form.dataset.row];
      if (seat && !newer.has(form.dataset.row)) show(form, seat[0], seat[1]);
    }
    count();
    await tell("");
  } catch {
    await tell(list.dataset.offline);
  } finally {
    sending = false;
  }
}

list.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const present = form.querySelector("[name=present]").value === "yes";
  const settles = form.closest("li").classList.contains("differs");
  show(form, present, false);
  count();
  const mark = { key: crypto.getRandomValues(new Uint32Array(3)).join("-"), row: form.dataset.row, present, settles, device, at: new Date().toISOString() };
  await store("readwrite", (marks) => marks.add(mark));
  send();
});

for (const mark of await waiting()) {
  if (Date.now() - Date.parse(mark.at) > DAYS * 86400000) continue;
  const form = list.querySelector(`form[data-row="${CSS.escape(mark.row)}"]`);
  if (form) show(form, mark.present, false);
}
count();
send();
window.addEventListener("online", send);
setInterval(send, 5000);
