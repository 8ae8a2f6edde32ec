// A film goes on where it stopped, as fast as it ran; what was really played is reported, and the transcript follows.
import { completed, report } from "./unit.js";

const EVERY = 15; // seconds between reports while it plays
const page = document.querySelector("[data-token]");
const film = document.querySelector("[data-film]");
const video = film.querySelector("video");
const rate = film.querySelector("[data-rate]");
const transcript = document.querySelector("[data-transcript]");
const box = transcript?.querySelector("[tabindex]");
const cues = [...(transcript?.querySelectorAll("[data-start]") ?? [])];
const starts = cues.map((cue) => Number(cue.dataset.start));
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const tab = Math.random().toString(36).slice(2, 14);
let sequence = 0;
let played = [];
let from = null; // where the stretch that plays now began
let last = 0;
let speed = Number(film.dataset.speed) || 1;
let sentAt = 0;
let sentSecond = null;
let ownScroll = 0;
let current;

function close() {
  if (from !== null && last > from) played.push([round(from), round(last)]);
  from = video.paused || video.seeking || video.ended ? null : last;
}
const round = (second) => Math.round(second * 10) / 10;

function keep(leaving = false) {
  close();
  const second = round(video.currentTime);
  if (!page.dataset.reader || (!played.length && second === sentSecond)) return;
  const body = { played, second, speed, tab, sequence: ++sequence };
  [played, sentAt, sentSecond] = [[], Date.now(), second];
  report(`${page.dataset.unit}do/played/`, body, leaving).then(completed);
}

function follow() {
  let at = starts.findLastIndex((start) => start <= video.currentTime + 0.05);
  if (cues[at] === current) return;
  current?.removeAttribute("aria-current");
  current = cues[at];
  current?.setAttribute("aria-current", "true");
  // Only the transcript's own box is moved, never the page, and not while the reader moves it.
  if (!current || box.scrollHeight <= box.clientHeight || Date.now() - ownScroll < 6000) return;
  const top = current.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  box.scrollTo({ top: top - box.clientHeight / 3, behavior: calm.matches ? "auto" : "smooth" });
}

function seek(second) {
  video.currentTime = second;
  video.play().catch(() => {});
}

video.addEventListener("playing", () => { from = last = video.currentTime; sentAt ||= Date.now(); });
video.addEventListener("timeupdate", () => {
  const now = video.currentTime;
  if (from !== null && !video.seeking && now >= last && now - last < 2 * video.playbackRate) last = now;
  follow();
  if (!video.paused && Date.now() - sentAt > EVERY * 1000) keep();
});
video.addEventListener("seeking", () => { if (from !== null && last > from) played.push([round(from), round(last)]); from = null; });
video.addEventListener("seeked", () => { last = video.currentTime; from = video.paused ? null : last; follow(); if (video.paused && sentAt) keep(); });
for (const stop of ["pause", "ended"]) video.addEventListener(stop, () => keep());
video.addEventListener("ratechange", () => {
  // What was played before the change was played at the old speed.
  if (video.playbackRate !== speed && sentAt) keep();
  speed = video.playbackRate;
  rate.value = String(speed);
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && sentAt) keep(true); });
addEventListener("pagehide", () => { if (sentAt) keep(true); });

// A fault of the last source reaches the video only while it is being captured.
video.addEventListener("error", () => { film.querySelector("[data-failed]").hidden = false; }, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-seek]");
  const cue = link ? null : event.target.closest("[data-transcript] [data-start]");
  if ((!link && !cue) || event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
  if (link) event.preventDefault();
  seek(Number(link ? link.dataset.seek : cue.dataset.start));
  if (link && !transcript?.contains(link)) video.focus();
});
for (const act of ["wheel", "touchmove", "keydown"]) box?.addEventListener(act, () => { ownScroll = Date.now(); }, { passive: true });

rate.closest("[data-script]").hidden = false;
rate.addEventListener("change", () => { video.defaultPlaybackRate = video.playbackRate = Number(rate.value); });
if (![...rate.options].some((option) => Number(option.value) === speed)) rate.add(new Option(`${speed} ×`, speed));
rate.value = String(speed);
video.defaultPlaybackRate = video.playbackRate = speed;
transcript?.classList.add("seeks");

// Captions stay as they were chosen the last time, on this device.
const words = [...video.textTracks].find((track) => track.kind === "captions");
if (words) {
  try { if (localStorage.getItem("soundings:captions") === "on") words.mode = "showing"; } catch { /* not remembered */ }
  video.textTracks.addEventListener("change", () => {
    try { localStorage.setItem("soundings:captions", words.mode === "showing" ? "on" : "off"); } catch { /* not remembered */ }
  });
}
