// A current that parts around three dashed limits and never enters them.

import { chance } from "../random.js";
import { shape } from "../kit.js";

const GROUND = "#BFCBA0", LINE = "#33421A", MARK = "#951552";
const SPACING = 17, STEP = 6, BERTH = 1.16;

export function drawPlate(plate, { seed, width, height, start, motions }) {
  plate.querySelector(".ground").setAttribute("fill", GROUND);
  const random = chance(`${seed} plate`);
  const limits = [[0.3, 0.24], [0.68, 0.45], [0.34, 0.68]].map(([across, down]) => ({
    x: width * (across + (random() - 0.5) * 0.12), y: height * (down + (random() - 0.5) * 0.06), radius: 52 + random() * 28,
  }));
  const stream = current(random, width, height, limits);
  const first = Math.floor(stream(0, -40) / SPACING) - 8, last = Math.ceil(stream(width, height + 40) / SPACING) + 8;
  for (let level = first; level <= last; level += 1) {
    drift(plate, course(stream, level * SPACING, width, height), level % 5 === 0, start + 0.1 + (level - first) * 0.025, motions);
  }
  limits.forEach(({ x, y, radius }, index) => {
    const rim = circle(x, y, radius, { "stroke-width": 2.5, "stroke-dasharray": "9 7" });
    const heart = circle(x, y, 6, { "stroke-width": 2.5 });
    plate.append(motions.fade(rim, start + 1.6 + index * 0.35, 0.6), motions.fade(heart, start + 1.6 + index * 0.35, 0.6));
  });
}

function circle(x, y, r, look) {
  return shape("circle", { cx: Math.round(x), cy: Math.round(y), r: Math.round(r), fill: "none", stroke: MARK, ...look });
}

// Its level lines are the current. Each limit, with its berth, lies half-way between two lines, so none can cross it.
function current(random, width, height, limits) {
  const fall = (random() - 0.5) * 0.2;
  const waves = [[0.035, 1.1], [0.014, 0.5]].map(([share, span]) => (
    [height * share * (0.7 + random() * 0.5), Math.PI * 2 / (width * span), random() * Math.PI * 2]));
  const open = (x, y) => y + fall * x + waves.reduce((sum, [a, f, turn]) => sum + a * Math.sin(f * (x + 0.25 * y) + turn), 0);
  const fixed = limits.map(({ x, y, radius }) => (
    { x, y, square: (radius * BERTH) ** 2, value: (Math.floor(open(x, y) / SPACING) + 0.5) * SPACING }));
  return (x, y) => {
    let total = open(x, y), weight = 1;
    for (const { x: u, y: v, square, value } of fixed) {
      const away = (x - u) ** 2 + (y - v) ** 2;
      if (away <= square * 1.0001) return value;
      const pull = square / (away - square);
      total += pull * value;
      weight += pull;
    }
    return total / weight;
  };
}

// One line from edge to edge: in each column, the height at which the stream has this value.
function course(stream, value, width, height) {
  const points = [];
  for (let x = 0; x <= width; x += STEP) {
    let top = -200, bottom = height + 200;
    for (let turn = 0; turn < 24; turn += 1) {
      const middle = (top + bottom) / 2;
      if (stream(x, middle) < value) top = middle;
      else bottom = middle;
    }
    points.push([x, top]);
  }
  return points;
}

function drift(plate, points, heavy, start, motions) {
  if (points.every(([, y]) => y < -20) || points.every(([, y]) => y > 740)) return;
  const length = points.slice(1).reduce((sum, [x, y], index) => sum + Math.hypot(x - points[index][0], y - points[index][1]), 0);
  const line = shape("polyline", {
    points: points.map(([x, y]) => `${x},${y.toFixed(1)}`).join(" "),
    fill: "none", stroke: LINE, "stroke-width": heavy ? 2 : 1.1, "stroke-opacity": heavy ? 0.95 : 0.65,
  });
  plate.append(motions.trace(line, start, 1.6, Math.ceil(length) + 4));
}
