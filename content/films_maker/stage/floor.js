// The sea floor under every scene: one sounding for each chapter, passed, here or still to come. It carries no meaning.

import { chance } from "./random.js";
import { shape } from "./kit.js";

const WIDTH = 1280, HEIGHT = 148, LEFT = 80, RIGHT = 1200;

export function drawFloor(timeline) {
  const depth = profile(chance(`${timeline.id} floor`));
  const points = [];
  for (let x = 0; x <= WIDTH; x += 8) points.push(`${x} ${depth(x).toFixed(1)}`);
  const edge = `M${points.join("L")}`;
  const picture = shape("svg", { class: "floor", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    shape("path", { class: "bed", d: `${edge}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z` }),
    shape("path", { class: "edge", d: edge }));
  const soundings = timeline.chapters.map((chapter) => {
    const x = LEFT + (RIGHT - LEFT) * chapter.start / timeline.duration;
    return { start: chapter.start, parts: sounding(picture, x, depth(x)) };
  });
  return { picture, seek: (second) => mark(soundings, second) };
}

function profile(random) {
  const waves = [1, 2, 3, 5, 8].map((turns) => [turns, random() * Math.PI * 2, 15 / (turns ** 0.7)]);
  return (x) => 84 + waves.reduce((sum, [turns, phase, height]) => (
    sum + height * Math.sin(turns * Math.PI * 2 * x / (WIDTH * 1.1) + phase)), 0);
}

function sounding(picture, x, depth) {
  const line = shape("line", { class: "line", x1: x, x2: x, y1: 6, y2: depth - 5 });
  const dot = shape("circle", { class: "dot", cx: x, cy: depth, r: 5 });
  picture.append(line, dot);
  return { line, dot };
}

function mark(soundings, second) {
  let changed = false;
  const here = soundings.findLastIndex(({ start }) => second >= start);
  soundings.forEach(({ parts }, index) => {
    const look = index < here ? "past" : index === here ? "here" : "line";
    if (parts.look === look) return;
    parts.look = look;
    parts.line.setAttribute("class", look);
    parts.dot.setAttribute("class", `dot dot-${look}`);
    changed = true;
  });
  return changed;
}
