// The stage: draws a timeline and shows any second of it. seek(t) depends on t alone and says if anything changed.

import { drawFloor } from "./floor.js";
import { layoutFaults } from "./faults.js";
import { Motions, make } from "./kit.js";

const FADE_IN = 0.35, FADE_OUT = 0.2;

async function open(root) {
  const timeline = await (await fetch("timeline.json")).json();
  root.dataset.module = timeline.module;
  const kinds = [...new Set(timeline.scenes.map((scene) => scene.kind))];
  const drawers = Object.fromEntries(await Promise.all(kinds.map(loadKind)));
  await Promise.all(["400 20px Newsreader", "italic 400 20px Newsreader", "400 20px 'Public Sans'", "600 20px 'Public Sans'"]
    .map((face) => document.fonts.load(face)));
  const floor = drawFloor(timeline);
  const head = make("p", "head", make("b", "", timeline.kicker), make("span", "", timeline.title));
  root.append(floor.picture, head);
  const scenes = [];
  for (const scene of timeline.scenes) scenes.push(await build(scene, timeline, drawers[scene.kind], root));
  const seek = seeker(scenes, floor, head);
  const faults = () => scenes.flatMap(({ scene, element }) => {
    seek(scene.end - FADE_OUT - 0.05);
    return layoutFaults(scene, element);
  });
  return { seek, faults, duration: timeline.duration };
}

async function loadKind(kind) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = `scenes/${kind}.css`;
  const loaded = new Promise((done, fail) => { sheet.onload = done; sheet.onerror = () => fail(new Error(sheet.href)); });
  document.head.append(sheet);
  const [module] = await Promise.all([import(`./scenes/${kind}.js`), loaded]);
  return [kind, module.draw];
}

async function build(scene, timeline, draw, root) {
  const motions = new Motions(scene);
  const body = make("div", "body");
  const element = make("section", `scene ${scene.kind}`, body);
  root.append(element);
  await draw({ scene, timeline, body, element, motions });
  const note = scene.exercise ? `Exercise: ${scene.exercise}` : scene.source && `Source: ${scene.source}`;
  if (note) element.append(make("p", "source", note));
  return { scene, element, motions, shown: null, strength: null };
}

function seeker(scenes, floor, head) {
  const last = scenes[scenes.length - 1];
  let headed = null;
  return (second) => {
    let changed = floor.seek(second);
    const current = scenes.findLast(({ scene }) => second >= scene.start - 1e-9) ?? scenes[0];
    for (const entry of scenes) changed = show(entry, entry === current) || changed;
    changed = fade(current, second, current === last) || changed;
    changed = current.motions.seek(second) || changed;
    const wanted = current.scene.kind !== "title";
    if (wanted !== headed) {
      head.style.visibility = wanted ? "visible" : "hidden";
      headed = wanted;
      changed = true;
    }
    return changed;
  };
}

function show(entry, wanted) {
  if (entry.shown === wanted) return false;
  entry.shown = wanted;
  entry.element.style.visibility = wanted ? "visible" : "hidden";
  return true;
}

function fade(entry, second, isLast) {
  const { start, end } = entry.scene;
  const coming = start === 0 ? 1 : (second - start) / FADE_IN;
  const going = isLast ? 1 : (end - second) / FADE_OUT;
  const strength = Number(Math.max(0, Math.min(1, coming, going)).toFixed(3));
  if (entry.strength === strength) return false;
  entry.strength = strength;
  entry.element.style.opacity = strength;
  return true;
}

open(document.getElementById("stage")).then(
  (stage) => { window.film = stage; },
  (error) => { window.filmFault = String(error); },
);
