// Depth contours of a smooth random field, a few depth numerals and a course of three waypoints.

import { chance } from "../random.js";
import { shape } from "../kit.js";

const CELL = 12, LEVELS = 15;

export function drawPlate(plate, { seed, width, height, start, motions }) {
  const random = chance(`${seed} plate`);
  const field = hills(random, width, height);
  const columns = Math.ceil(width / CELL), rows = Math.ceil(height / CELL);
  const heights = Array.from({ length: rows + 1 }, (_, j) => (
    Array.from({ length: columns + 1 }, (_, i) => field(i * CELL, j * CELL))));
  const flat = heights.flat(), low = Math.min(...flat), high = Math.max(...flat);
  for (let index = 1; index < LEVELS; index += 1) {
    const path = contour(heights, low + (high - low) * index / LEVELS);
    const line = shape("path", { class: index % 4 === 0 ? "contour heavy" : "contour", d: path });
    plate.append(motions.fade(line, start + 0.1 + index * 0.08, 0.5));
  }
  const points = waypoints(random, width, height);
  soundings(plate, random, { width, height, field, low, high, points, start, motions });
  course(plate, points, { start, motions });
}

function hills(random, width, height) {
  const all = Array.from({ length: 7 }, () => ({
    x: random() * width, y: random() * height, reach: 90 + random() * 150, size: 0.5 + random(), sign: random() < 0.35 ? -1 : 1,
  }));
  return (x, y) => all.reduce((sum, hill) => (
    sum + hill.sign * hill.size * Math.exp(-((x - hill.x) ** 2 + (y - hill.y) ** 2) / (2 * hill.reach ** 2))), 0);
}

// Marching squares: the pieces of one level in every cell, as one path.
function contour(heights, level) {
  const pieces = [];
  for (let j = 0; j + 1 < heights.length; j += 1) {
    for (let i = 0; i + 1 < heights[j].length; i += 1) {
      const ends = crossings(heights, i, j, level);
      for (let pair = 0; pair + 1 < ends.length; pair += 2) {
        pieces.push(`M${ends[pair].join(" ")}L${ends[pair + 1].join(" ")}`);
      }
    }
  }
  return pieces.join("");
}

function crossings(heights, i, j, level) {
  const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
  const found = [];
  corners.forEach(([x, y], index) => {
    const [u, v] = corners[(index + 1) % 4];
    const here = heights[y][x] - level, there = heights[v][u] - level;
    if ((here < 0) === (there < 0)) return;
    const part = here / (here - there);
    found.push([(x + (u - x) * part) * CELL, (y + (v - y) * part) * CELL].map((n) => n.toFixed(1)));
  });
  return found;
}

function soundings(plate, random, { width, height, field, low, high, points, start, motions }) {
  const placed = [];
  for (let tries = 0; tries < 200 && placed.length < 8; tries += 1) {
    const x = 40 + random() * (width - 80), y = 40 + random() * (height - 220);
    if (placed.some(([u, v]) => Math.hypot(x - u, y - v) < 130)) continue;
    if (points.slice(1).some((end, index) => away([x, y], points[index], end) < 34)) continue;
    placed.push([x, y]);
    const depth = Math.round(4 + 34 * (high - field(x, y)) / (high - low));
    const text = shape("text", { x: x.toFixed(1), y: y.toFixed(1) }, String(depth));
    plate.append(motions.fade(text, start + 1.4, 0.6));
  }
}

// How far a point lies from a leg of the course.
function away([x, y], [a, b], [c, d]) {
  const part = ((x - a) * (c - a) + (y - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2);
  const on = Math.min(1, Math.max(0, part));
  return Math.hypot(x - a - on * (c - a), y - b - on * (d - b));
}

// From edge to edge through three stops.
function waypoints(random, width, height) {
  const stops = [0.2, 0.5, 0.82].map((part, index) => (
    [part * width, height * (0.62 - index * 0.16 + (random() - 0.5) * 0.06)]));
  const slope = (stops[1][1] - stops[0][1]) / (stops[1][0] - stops[0][0]);
  return [[0, stops[0][1] - slope * stops[0][0]], ...stops, [width, stops[2][1] - 0.14 * height]];
}

function course(plate, points, { start, motions }) {
  const length = points.slice(1).reduce((sum, [x, y], index) => (
    sum + Math.hypot(x - points[index][0], y - points[index][1])), 0);
  const line = shape("polyline", { class: "course", points: points.map((point) => point.map(Math.round)).join(" ") });
  plate.append(motions.trace(line, start + 1.2, 2, length + 4));
  points.slice(1, -1).forEach(([x, y], index) => {
    const stop = shape("circle", { class: "waypoint", cx: Math.round(x), cy: Math.round(y), r: 7 });
    plate.append(motions.fade(stop, start + 1.5 + index * 0.3, 0.3));
  });
}
