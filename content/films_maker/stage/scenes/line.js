// Lines over a row of moments, each named where it ends.

import { make, numeral, shape } from "../kit.js";

const WIDTH = 1120, HEIGHT = 260, LEFT = 64, RIGHT = 850, TOP = 14, BOTTOM = 214, NAMED = 880, APART = 58;

export function draw({ scene, body, motions }) {
  const low = scene.bottom ?? 0, number = numeral(scene), write = (value) => number(value).replace("-", "−");
  const across = (index) => LEFT + 20 + (RIGHT - LEFT - 20) * index / (scene.axis.length - 1);
  const up = (value) => BOTTOM - (BOTTOM - TOP) * (value - low) / (scene.top - low);
  const picture = shape("svg", { class: "plot", width: WIDTH, height: HEIGHT, "aria-hidden": "true" });
  for (const value of [...new Set([low, ...(low < 0 && scene.top > 0 ? [0] : []), scene.top])]) {
    picture.append(shape("line", { class: value === Math.max(low, 0) ? "zero" : "grid", x1: LEFT, x2: RIGHT + 16, y1: up(value), y2: up(value) }));
    picture.append(shape("text", { class: "number", x: LEFT - 12, y: up(value) + 6 }, write(value)));
  }
  scene.axis.forEach((moment, index) => {
    picture.append(shape("text", { class: "moment", x: across(index), y: HEIGHT - 12 }, moment.label));
  });
  const places = apart(scene.series.map(({ points }) => up(points.at(-1).value)));
  scene.series.forEach((series, index) => drawSeries(picture, series, { across, up, named: places[index], write, motions }));
  body.append(make("span", "tag"), make("h1", "", scene.heading), make("p", "measure", scene.measure), picture);
}

function drawSeries(picture, series, { across, up, named, write, motions }) {
  const tone = series.tone ?? "plain", seconds = 1.4;
  const points = series.points.map(({ value }, index) => [across(index), up(value)]);
  const length = points.slice(1).reduce((sum, [x, y], index) => sum + Math.hypot(x - points[index][0], y - points[index][1]), 0);
  const line = shape("polyline", { class: `line ${tone}`, points: points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ") });
  picture.append(motions.trace(line, series.at, seconds, Math.ceil(length) + 2));
  const [x, y] = points.at(-1);
  const end = shape("g", { class: `end ${tone}` },
    shape("circle", { cx: x, cy: y, r: 7 }),
    shape("path", { d: `M${x + 10} ${y}L${NAMED - 8} ${named}` }),
    shape("text", { class: "name", x: NAMED, y: named + 7 }, series.name));
  if (series.shown !== "") end.append(shape("text", { class: "last", x: NAMED, y: named + 32 }, series.shown ?? write(series.points.at(-1).value)));
  picture.append(motions.fade(end, series.at + seconds - 0.3, 0.4));
}

// The names of lines that end close together are moved apart, in their order.
function apart(heights) {
  const order = heights.map((_, index) => index).sort((a, b) => heights[a] - heights[b]);
  const placed = [];
  let free = TOP;
  for (const index of order) {
    placed[index] = Math.max(heights[index], free);
    free = placed[index] + APART;
  }
  const over = Math.max(0, free - APART - BOTTOM + 20);
  return placed.map((height) => height - over);
}
