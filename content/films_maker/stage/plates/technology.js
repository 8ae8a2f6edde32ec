// A hexagonal field of dots whose size follows a smooth random field, and one dashed circle.

import { chance } from "../random.js";
import { shape } from "../kit.js";

const PITCH = 17, LARGEST = 5.6, RING = 104, CLEAR = 11;

export function drawPlate(plate, { seed, width, height, start, motions }) {
  const random = chance(`${seed} plate`);
  const field = waves(random, width, height);
  const ring = { x: Math.round(width * (0.36 + random() * 0.28)), y: Math.round(height * (0.32 + random() * 0.14)) };
  const rise = PITCH * Math.sqrt(3) / 2;
  for (let row = 0; row * rise < height + PITCH; row += 1) {
    const dots = shape("g", { class: "grain" });
    for (let x = row % 2 ? PITCH / 2 : 0; x < width + PITCH; x += PITCH) {
      if (Math.abs(Math.hypot(x - ring.x, row * rise - ring.y) - RING) < CLEAR) continue;
      const radius = 0.7 + (LARGEST - 0.7) * field(x, row * rise);
      dots.append(shape("circle", { cx: x.toFixed(1), cy: (row * rise).toFixed(1), r: radius.toFixed(2) }));
    }
    plate.append(motions.fade(dots, start + 0.1 + row * 0.03, 0.5));
  }
  plate.append(motions.fade(shape("circle", { class: "ring", cx: ring.x, cy: ring.y, r: RING }), start + 1.9, 0.8));
}

function waves(random, width, height) {
  const all = Array.from({ length: 8 }, () => ({
    x: random() * width, y: random() * height, reach: 60 + random() * 90, sign: random() < 0.45 ? -1 : 1,
  }));
  return (x, y) => {
    const sum = all.reduce((total, { x: u, y: v, reach, sign }) => (
      total + sign * Math.exp(-((x - u) ** 2 + (y - v) ** 2) / (2 * reach ** 2))), 0);
    return Math.min(1, Math.max(0, 0.3 + 0.75 * sum));
  };
}
