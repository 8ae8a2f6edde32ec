// Rings that spread from three sources until they meet, and the two lines that join the sources.

import { chance } from "../random.js";
import { shape } from "../kit.js";

const GROUND = "#E6D3A1", LINE = "#5C440B", MARK = "#A3195B";
const GAP = 17, BANDS = [[0, 0.34, 0.85], [0.34, 0.68, 0.62], [0.68, 1, 0.4]];

export function drawPlate(plate, { seed, width, height, start, motions }) {
  plate.querySelector(".ground").setAttribute("fill", GROUND);
  const random = chance(`${seed} plate`);
  const sources = [[0.24, 0.72], [0.44, 0.22], [0.78, 0.6]].map(([across, down]) => (
    [width * (across + (random() - 0.5) * 0.1), height * (down + (random() - 0.5) * 0.1)]));
  sources.forEach((source, index) => rings(plate, source, {
    gap: GAP * (0.92 + random() * 0.16), reach: width * (0.66 + random() * 0.18), start: start + 0.1 + index * 0.35, motions,
  }));
  join(plate, sources, { start: start + 1.5, motions });
}

// Rings come one after the other, from the source outward, and grow fainter in three bands.
function rings(plate, [x, y], { gap, reach, start, motions }) {
  const count = Math.floor(reach / gap);
  for (let index = 1; index <= count; index += 1) {
    const [, , strength] = BANDS.find(([, to]) => index <= to * count);
    const ring = shape("circle", {
      cx: x.toFixed(1), cy: y.toFixed(1), r: (index * gap).toFixed(1),
      fill: "none", stroke: LINE, "stroke-width": 1.1, "stroke-opacity": strength,
    });
    plate.append(motions.fade(ring, start + index * 0.05, 0.5));
  }
}

function join(plate, sources, { start, motions }) {
  const length = sources.slice(1).reduce((sum, [x, y], index) => (
    sum + Math.hypot(x - sources[index][0], y - sources[index][1])), 0);
  const points = sources.map((source) => source.map(Math.round)).join(" ");
  const line = shape("polyline", { points, fill: "none", stroke: MARK, "stroke-width": 2.5 });
  plate.append(motions.trace(line, start, 1.6, length + 4));
  sources.forEach(([x, y], index) => {
    const dot = shape("circle", { cx: Math.round(x), cy: Math.round(y), r: 8, fill: GROUND, stroke: MARK, "stroke-width": 2.5 });
    plate.append(motions.fade(dot, start + index * 0.5, 0.3));
  });
}
