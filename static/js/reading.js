// Keeps the reader's place: the sentence nearest the top of the text, and the seconds in which it was visible.
// Without script, Continue keeps the section; courses/reading.py says what counts as read.
import { report } from "./save.js";

const EVERY = 20; // seconds between reports; the server believes at most 30 of a first one
const IDLE = 120; // seconds without a sign of the reader, after which time stops counting
const page = document.querySelector("[data-token]");
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

function keep(last = false) {
  const sentence = moved ? nearest() : "";
  if (leaving || (!Math.round(seconds) && sentence === kept)) return;
  report(
    `${page.dataset.unit}do/place/`,
    { section: page.dataset.section, sentence, seconds: Math.round(seconds), tab, sequence: ++sequence },
    last,
  );
  [seconds, kept, sentAt] = [0, sentence, Date.now()];
}

setInterval(() => {
  if (document.visibilityState !== "visible" || Date.now() - sign > IDLE * 1000) return;
  seconds += 1;
  if (Date.now() - sentAt >= EVERY * 1000) keep();
}, 1000);
for (const act of ["pointermove", "pointerdown", "keydown"]) addEventListener(act, () => { sign = Date.now(); }, { passive: true });
addEventListener("scroll", () => {
  [sign, moved] = [Date.now(), true];
  clearTimeout(rest);
  rest = setTimeout(() => { if (nearest() !== kept && Date.now() - sentAt > 5000) keep(); }, 1000);
}, { passive: true });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(true); });
addEventListener("pagehide", () => keep(true));
addEventListener("pageshow", () => { leaving = false; });
// Continue says the place itself, with the seconds so far; a report of the old section must not overtake it.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.stay) return;
  leaving = true;
  const field = event.target.elements.namedItem("seconds");
  if (field) field.value = Math.round(seconds);
});
