// What a unit's page sends, in one file because each file is a request: the reader's place, reports that are tried
// again, forms that stay on the page, forms that go out once. Without script the same forms lead to the same facts.

// Reports. One that fails is kept on this device and tried again. It belongs to one reader: under another account it
// is thrown away.
const KEY = "soundings:waiting";
const WAITS = [5, 15, 30, 60, 120]; // seconds until the next try
const page = document.querySelector("[data-token]");
let failures = 0;
let timer;

const waiting = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept && kept.reader === page.dataset.reader ? kept.reports : {};
  } catch { return {}; }
};
const keep = (reports) => {
  try {
    if (Object.keys(reports).length) localStorage.setItem(KEY, JSON.stringify({ reader: page.dataset.reader, reports }));
    else localStorage.removeItem(KEY);
  } catch { /* the store is full or forbidden: this report may be lost, the page is not */ }
};

function say(word, trouble = "") {
  const state = document.querySelector("[data-saved]");
  const alarm = document.querySelector("[data-trouble]");
  if (alarm && alarm.textContent !== trouble) alarm.textContent = trouble;
  if (!state) return;
  // The word is announced when it changes; the time beside it is for the eye.
  if (state.firstElementChild.textContent !== word) state.firstElementChild.textContent = word;
  state.lastElementChild.textContent = word
    ? new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) : "";
}

// Two reports to one address become one: numbers and played parts add up, the newer place wins.
function joined(older, newer) {
  if (!older) return newer;
  const both = { ...older, ...newer };
  if (newer.seconds !== undefined) both.seconds = (older.seconds || 0) + newer.seconds;
  if (newer.played) both.played = [...(older.played || []), ...newer.played].slice(-100);
  return both;
}

async function post(url, body, leaving) {
  const answer = await fetch(url, {
    method: "POST", keepalive: leaving, credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": page.dataset.token, Accept: "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
  return answer;
}

// Sends a report; what waits for the same address goes with it. Resolves to the answer, or to nothing.
export async function report(url, body, leaving = false) {
  const { at, ...older } = waiting()[url] || {};
  const whole = at ? joined(older, body) : body;
  // A page that closes hears no answer: what it sends is kept only where sending is in doubt already.
  if (leaving && (failures || !navigator.onLine)) keep({ ...waiting(), [url]: { ...whole, at: Date.now() } });
  try {
    const answer = await post(url, whole, leaving);
    const { [url]: sent, ...others } = waiting();
    keep(others);
    failures = 0;
    if (answer.ok) say(page.dataset.saySaved);
    else if (answer.status === 403) say("", page.dataset.sayStale);
    return answer.ok ? await answer.json().catch(() => ({})) : undefined;
  } catch {
    keep({ ...waiting(), [url]: { ...whole, at: Date.now() } });
    say("", page.dataset.sayWaiting);
    again();
  }
}

function again() {
  clearTimeout(timer);
  timer = setTimeout(retry, WAITS[Math.min(failures++, WAITS.length - 1)] * 1000);
}
async function retry() {
  for (const [url, { at, ...body }] of Object.entries(waiting())) {
    try {
      await post(url, { ...body, age: Math.round((Date.now() - at) / 1000) });
      const { [url]: sent, ...others } = waiting();
      keep(others);
      say(page.dataset.saySaved);
    } catch { again(); return; }
  }
  failures = 0;
}

// The page again, of which one part is taken.
async function part(answer, selector) {
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(selector);
  if (!answer.ok || !fresh) throw new Error(answer.status);
  return fresh;
}

// When a report completed the unit, the page says so where its state stands.
let done = page && "done" in page.dataset;
export async function completed(answer) {
  const state = document.querySelector("#state");
  if (done || !answer?.completed || !state || state.contains(document.activeElement)) return;
  done = true;
  try { state.replaceWith(await part(await fetch(location.href), "#state")); } catch { /* it will say so next time */ }
}

// Forms. One that stays: the answer is the page again, of which the named part is taken.
async function stay(form, submitter) {
  const selector = form.dataset.stay;
  const state = form.querySelector("[data-state]");
  const buttons = [...document.querySelectorAll(`${selector} button`)];
  try {
    const answer = await fetch(submitter?.getAttribute("formaction") || form.action, {
      method: "POST", body: new FormData(form, submitter), credentials: "same-origin",
    });
    const fresh = await part(answer, selector);
    const old = document.querySelector(selector);
    if (old.open !== undefined) fresh.open = old.open;
    old.replaceWith(fresh);
    const next = fresh.querySelectorAll("button");
    next[Math.min(buttons.indexOf(submitter), next.length - 1)]?.focus();
    const word = fresh.querySelector("[data-state]");
    if (word) { const text = word.innerHTML; word.textContent = ""; setTimeout(() => { word.innerHTML = text; }, 50); }
  } catch {
    if (state) state.textContent = page.dataset.sayUnsent;
    else say("", page.dataset.sayStale);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.stay) {
    event.preventDefault();
    stay(form, event.submitter);
  } else if ("once" in form.dataset) {
    if (form.dataset.once) { event.preventDefault(); return; }
    form.dataset.once = "sent";
  }
});
// The page may come back from the browser's memory: its forms can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) form.dataset.once = "";
});
if (page?.dataset.reader) {
  keep(waiting());
  addEventListener("online", retry);
  if (Object.keys(waiting()).length) again();
}

// The place: the sentence nearest the top of the text, and the seconds in which it was visible. What counts as read is
// decided in courses/reading.py.
const EVERY = 20; // seconds between reports; the server believes at most 30 of a first one
const IDLE = 120; // seconds without a sign of the reader, after which time stops counting

function keepPlace() {
  const bar = document.querySelector(".reading-bar");
  const sentences = [...document.querySelectorAll('[data-words] [id^="s-"]')];
  const tab = Math.random().toString(36).slice(2, 14);
  let sequence = 0;
  let seconds = 0;
  let kept = "";
  let sentAt = Date.now();
  let sign = Date.now();
  let leaving = false;
  // A page opened at its top says nothing about a sentence until the reader moves.
  let moved = location.hash.startsWith("#s-");
  let rest;

  // Sentences stand in order, so the first one that ends below the bar is found by halving.
  function nearest() {
    const top = bar.getBoundingClientRect().bottom + 8;
    let low = 0;
    let high = sentences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sentences[middle].getBoundingClientRect().bottom > top) high = middle;
      else low = middle + 1;
    }
    return sentences[Math.min(low, sentences.length - 1)]?.id ?? "";
  }

  function tell(last = false) {
    const sentence = moved ? nearest() : "";
    if (leaving || (!Math.round(seconds) && sentence === kept)) return;
    report(
      `${page.dataset.unit}do/place/`,
      { section: page.dataset.section, sentence, seconds: Math.round(seconds), tab, sequence: ++sequence },
      last,
    ).then(completed);
    [seconds, kept, sentAt] = [0, sentence, Date.now()];
  }

  setInterval(() => {
    if (document.visibilityState !== "visible" || Date.now() - sign > IDLE * 1000) return;
    seconds += 1;
    if (Date.now() - sentAt >= EVERY * 1000) tell();
  }, 1000);
  for (const act of ["pointermove", "pointerdown", "keydown"]) {
    addEventListener(act, () => { sign = Date.now(); }, { passive: true });
  }
  addEventListener("scroll", () => {
    [sign, moved] = [Date.now(), true];
    clearTimeout(rest);
    rest = setTimeout(() => { if (nearest() !== kept && Date.now() - sentAt > 5000) tell(); }, 1000);
  }, { passive: true });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") tell(true); });
  addEventListener("pagehide", () => tell(true));
  addEventListener("pageshow", () => { leaving = false; });
  // Continue says the place itself, with the seconds so far; a report of the old section must not overtake it.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.stay) return;
    leaving = true;
    const field = event.target.elements.namedItem("seconds");
    if (field) field.value = Math.round(seconds);
  });
}
if (page?.dataset.reader && document.querySelector("[data-words]")) keepPlace();
