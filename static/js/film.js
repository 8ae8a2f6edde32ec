// A film, or its sound alone, goes on where it stopped, as fast as it ran; what was really played is reported, and the
// transcript follows and is searched.
import { find } from "./find.js";
import { completed, report } from "./unit.js";

const EVERY = 15; // seconds between reports while it plays
const STEP = 10; // seconds that J and L go
const page = document.querySelector("[data-token]");
const film = document.querySelector("[data-film]");
const media = film.querySelector("video, audio");
const rate = film.querySelector("[data-rate]");
const said = film.querySelector("[data-said]");
const transcript = document.querySelector("[data-transcript]");
const box = transcript?.querySelector("[tabindex]");
const cues = [...(transcript?.querySelectorAll("[data-start]") ?? [])];
const starts = cues.map((cue) => Number(cue.dataset.start));
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const tab = Math.random().toString(36).slice(2, 14);
const listening = "listen" in film.dataset;
let sequence = 0;
let underWay = 0; // reports: one that is overtaken by a later one counts for nothing, so they go one after the other
let waiting = false;
let played = [];
let from = null; // where the stretch that plays now began
let last = 0;
let lookedAt = 0; // when `last` was looked at, by the clock
let speed = Number(film.dataset.speed) || 1;
// Nothing is kept of somebody who only looked: not before it was played, here or earlier.
let begun = "begun" in film.dataset;
let sentAt = 0;
let sent = "";
let ownScroll = 0;
let current;

const round = (second) => Math.round(second * 10) / 10;
// What plays goes on as the clock does; a larger step was a jump.
function advance() {
  const now = media.currentTime;
  const passed = (performance.now() - lookedAt) / 1000 + 2;
  if (from !== null && !media.seeking && now >= last && now - last < passed * media.playbackRate) last = now;
  lookedAt = performance.now();
}
function stretch() {
  if (from !== null && last > from) played.push([round(from), round(last)]);
}

function keep({ leaving = false, atOnce = leaving, sound = listening } = {}) {
  advance();
  stretch();
  from = media.paused || media.seeking || media.ended ? null : last;
  const second = round(media.currentTime || (media.readyState ? 0 : startsAt()));
  const now = `${second} ${speed} ${sound}`;
  if (!page.dataset.reader || !begun || (!played.length && now === sent)) return;
  if (underWay && !atOnce) { waiting = true; return; }
  const body = { played, second, speed, listening: sound, tab, sequence: ++sequence };
  [played, sentAt, sent] = [[], Date.now(), now];
  underWay += 1;
  report(`${page.dataset.unit}do/played/`, body, leaving).then((answer) => {
    underWay -= 1;
    completed(answer);
    if (waiting && !underWay) { waiting = false; keep(); }
  });
}
// Before anything is loaded, the second stands in the address of the file.
const startsAt = () => Number(/#t=(\d+)/.exec(film.querySelector("source").src)?.[1] ?? 0);

function follow() {
  const at = starts.findLastIndex((start) => start <= media.currentTime + 0.05);
  if (cues[at] === current) return;
  current?.removeAttribute("aria-current");
  current = cues[at];
  current?.setAttribute("aria-current", "true");
  // Only the transcript's own box is moved, never the page, and not while the reader moves it.
  if (!current || box.scrollHeight <= box.clientHeight || Date.now() - ownScroll < 6000) return;
  const top = current.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  box.scrollTo({ top: top - box.clientHeight / 3, behavior: calm.matches ? "auto" : "smooth" });
}

// To a second; it plays on if it played, and shows that second if not.
function go(second) {
  if (media.preload === "none") media.preload = "metadata";
  media.currentTime = Math.max(0, Math.min(second, media.duration || second));
}
function play() { media.play().catch(() => {}); }

media.addEventListener("playing", () => {
  // After a seek the stretch has begun already, and this event may come late.
  if (from === null) {
    from = last = media.currentTime;
    lookedAt = performance.now();
  }
  begun = true;
  sentAt ||= Date.now();
});
media.addEventListener("timeupdate", () => {
  advance();
  follow();
  if (!media.paused && Date.now() - sentAt > EVERY * 1000) keep();
});
media.addEventListener("seeking", () => { stretch(); from = null; });
media.addEventListener("seeked", () => {
  last = media.currentTime;
  lookedAt = performance.now();
  from = media.paused ? null : last;
  follow();
  if (media.paused && sentAt) keep();
});
for (const stop of ["pause", "ended"]) media.addEventListener(stop, () => keep());
media.addEventListener("ratechange", () => {
  if (media.playbackRate === speed) return;
  // What was played before the change was played at the old speed.
  stretch();
  from = from === null ? null : last;
  if (played.length) keep({ atOnce: true });
  speed = media.playbackRate;
  rate.value = String(speed);
  keep();
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
addEventListener("pagehide", () => leave());
const leave = () => { if (sentAt) keep({ leaving: true }); };

// A fault of the last source reaches the film only while it is being captured.
media.addEventListener("error", (event) => {
  if (event.target.localName !== "track") film.querySelector("[data-failed]").hidden = false;
}, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-seek]");
  const cue = link ? null : event.target.closest("[data-transcript] [data-start]");
  if ((!link && !cue) || event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
  if (link) event.preventDefault();
  go(Number(link ? link.dataset.seek : cue.dataset.start));
  play();
  if (link && !transcript?.contains(link)) media.focus();
});
for (const act of ["wheel", "touchmove", "keydown"]) box?.addEventListener(act, () => { ownScroll = Date.now(); }, { passive: true });

for (const part of film.querySelectorAll("[data-script]")) part.hidden = false;
const setSpeed = (value) => { media.defaultPlaybackRate = media.playbackRate = value; };
rate.addEventListener("change", () => setSpeed(Number(rate.value)));
if (![...rate.options].some((option) => Number(option.value) === speed)) rate.add(new Option(`${speed.toLocaleString(document.documentElement.lang)} ×`, speed));
rate.value = String(speed);
setSpeed(speed);
transcript?.classList.add("seeks");

// With pictures or without: a page of its own, which goes on from the second that is reached here.
const manner = film.querySelector("[data-manner]");
manner?.addEventListener("click", () => {
  const second = Math.floor(media.currentTime || startsAt());
  const address = new URL(manner.href);
  if (second) address.searchParams.set("t", second);
  manner.href = address.href;
  keep({ leaving: true, sound: !listening });
});

// Captions stay as they were chosen the last time, on this device.
const words = [...media.textTracks].find((track) => track.kind === "captions");
if (words) {
  try { if (localStorage.getItem("soundings:captions") === "on") words.mode = "showing"; } catch { /* not remembered */ }
  media.textTracks.addEventListener("change", () => {
    try { localStorage.setItem("soundings:captions", words.mode === "showing" ? "on" : "off"); } catch { /* not remembered */ }
  });
}

// Single keys, only while the film or what belongs to it has the focus; what the browser's own controls take is theirs.
function faster(by) {
  const option = rate.options[rate.selectedIndex + by];
  if (option) setSpeed(Number(option.value));
  said.textContent = `${media.playbackRate} ×`;
}
const KEYS = {
  k: () => (media.paused ? play() : media.pause()),
  j: () => go(media.currentTime - STEP),
  l: () => go(media.currentTime + STEP),
  c: () => { if (words) words.mode = words.mode === "showing" ? "hidden" : "showing"; },
  "<": () => faster(-1),
  ">": () => faster(1),
};
film.addEventListener("keydown", (event) => {
  const act = KEYS[event.key.toLowerCase()];
  if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
  event.preventDefault();
  act();
});

// A small window over other programs, where the browser has one.
const small = film.querySelector("[data-pip]");
if (small && document.pictureInPictureEnabled && media.requestPictureInPicture) {
  small.hidden = false;
  small.addEventListener("click", async () => {
    try {
      if (document.pictureInPictureElement) await document.exitPictureInPicture();
      else {
        if (!media.readyState) await media.play();
        await media.requestPictureInPicture();
      }
    } catch { said.textContent = small.dataset.sayFailed; }
  });
  for (const [event, on] of [["enterpictureinpicture", true], ["leavepictureinpicture", false]]) {
    media.addEventListener(event, () => small.setAttribute("aria-pressed", on));
  }
}

const form = transcript?.querySelector("[data-find]");
if (form) {
  find(form, cues, (cue) => {
    ownScroll = Date.now();
    go(Number(cue.dataset.start));
  });
}
