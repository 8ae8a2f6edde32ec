// Keeps each answer as it is chosen. What cannot be sent waits on this device, in order, for this reader alone, and
// is thrown away under another account and once the answers are handed in.
const KEY = "soundings:answers";
const WAITS = [5, 15, 30, 60, 120]; // seconds until the next try
const MOST = 60; // acts kept at once
const form = document.querySelector("form[data-save]");
const place = form || document.querySelector("[data-answers]");
const reader = form ? form.dataset.reader : place?.dataset.answers;
const state = document.querySelector("[data-saved]");
const tab = Math.random().toString(36).slice(2, 14);
let sequence = 0;
let failures = 0;
let timer;
let sending = Promise.resolve();

const kept = () => {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return found && (!reader || found.reader === reader) ? found.acts : [];
  } catch { return []; }
};
const keep = (acts) => {
  try {
    if (acts.length) localStorage.setItem(KEY, JSON.stringify({ reader, acts: acts.slice(-MOST) }));
    else localStorage.removeItem(KEY);
  } catch { /* the store is full or forbidden: Continue still sends the answer */ }
};

const time = (iso) => new Date(iso).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
function say(words, failed = false) {
  if (!state) return;
  state.classList.toggle("failed", failed);
  state.classList.toggle("empty", !words);
  const span = state.querySelector("span");
  if (span.textContent !== words) span.textContent = words;
}
function waiting() {
  const n = kept().length;
  say(n > 1 && !navigator.onLine ? form.dataset.sayOffline.replace("{n}", n) : form.dataset.sayWaiting, true);
}

// The page shows what is stored, and says where that came from.
function show(answer) {
  if (!answer) return;
  const radio = [...form.elements.answer].find((one) => one.value === answer.value);
  for (const one of form.elements.answer) one.checked = one === radio;
  form.elements.evidence.value = answer.evidence || "";
}

async function send(act) {
  const { url, at, ...body } = act;
  const answer = await fetch(url, {
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.dataset.token, Accept: "application/json" },
    body: JSON.stringify({ ...body, age: Math.max(0, Math.round((Date.now() - at) / 1000)) }),
  });
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
  const words = await answer.json().catch(() => ({}));
  const here = url === form.dataset.save;
  if (answer.ok) {
    if (here && words.seen) form.elements.seen.value = words.seen;
    say(form.dataset.saySaved.replace("{time}", time(words.saved || Date.now())));
  } else if (answer.status === 409 && words.closed) {
    keep([]);
    if (words.result_url) location.assign(words.result_url);
  } else if (answer.status === 409 && here) {
    if (words.seen) form.elements.seen.value = words.seen;
    show(words.answer);
    const conflict = document.querySelector("[data-conflict]");
    conflict.textContent = words.answer ? form.dataset.sayConflict.replace("{time}", time(words.answer.at)) : words.error;
  } else if (answer.status === 403) say(form.dataset.sayStale, true);
  else if (answer.status !== 409) say(words.error || form.dataset.sayStale, true);
}

// One after the other, oldest first. An act leaves the store only when the server has spoken.
async function flush() {
  clearTimeout(timer);
  for (let acts = kept(); acts.length; acts = kept()) {
    try { await send(acts[0]); } catch {
      waiting();
      timer = setTimeout(queue, WAITS[Math.min(failures++, WAITS.length - 1)] * 1000);
      return;
    }
    const [sent] = acts;
    keep(kept().filter((one) => one.sequence !== sent.sequence || one.tab !== sent.tab));
  }
  failures = 0;
}
const queue = () => { sending = sending.then(flush, flush); return sending; };

function act() {
  const answer = form.elements.answer.value;
  if (!answer) return;
  say(form.dataset.saySaving);
  state.classList.add("empty"); // no tick yet
  document.querySelector("[data-conflict]").textContent = "";
  const entry = { url: form.dataset.save, run: form.dataset.run, answer, evidence: form.elements.evidence.value, tab, sequence: ++sequence, seen: form.elements.seen.value, at: Date.now() };
  // A newer act on the same question replaces one that still waits.
  keep([...kept().filter((one) => one.url !== entry.url), entry]);
  queue();
}

// Handing in and deleting end what waits here; a form that says so goes out once.
document.addEventListener("submit", (event) => {
  const { clear, once } = event.target.dataset;
  if (once) { event.preventDefault(); return; }
  if (once !== undefined) event.target.dataset.once = "sent";
  if (clear) keep(kept().filter((one) => one.run !== clear));
});
addEventListener("pageshow", () => {
  for (const one of document.querySelectorAll("form[data-once]")) one.dataset.once = "";
});

if (form) {
  keep(kept());
  // The server's clock reads in its own zone, the page's in the reader's.
  if (state.dataset.saved) say(form.dataset.saySaved.replace("{time}", time(state.dataset.saved)));
  form.addEventListener("change", act);
  form.addEventListener("submit", (event) => {
    // What the button sends is this page's newest act: it overtakes whatever of this question still waits.
    form.elements.tab.value = tab;
    form.elements.sequence.value = ++sequence;
    if (navigator.onLine) return;
    event.preventDefault();
    const told = document.querySelector("[data-conflict]");
    told.textContent = form.dataset.sayStay;
    told.scrollIntoView({ block: "nearest" });
  });
  // With a statement in focus, the digits choose; nothing else listens to single keys.
  const statements = [...form.querySelectorAll("[data-statements] input")];
  form.addEventListener("keydown", (event) => {
    const chosen = event.target.type === "radio" && !event.ctrlKey && !event.metaKey && !event.altKey && statements[Number(event.key) - 1];
    if (!chosen) return;
    event.preventDefault();
    chosen.focus();
    chosen.click();
  });
  document.querySelector("[data-keys]").hidden = false;
  addEventListener("online", queue);
  addEventListener("offline", () => { if (kept().length) waiting(); });
  if (kept().length) queue();
} else if (reader) keep(kept());
