// Key figures that count up, or stand in words, each with what it is a figure of.

import { make, numeral, shape } from "../kit.js";

const STEP = 56, RADIUS = 20;

export function draw({ scene, body, motions }) {
  if (scene.heading) body.append(make("h1", "", scene.heading));
  const row = make("div", "row");
  for (const figure of scene.figures) row.append(drawFigure(figure, motions));
  body.append(row);
}

function drawFigure(figure, motions) {
  const number = make("p", figure.shown ? "number words" : "number", figure.shown);
  if (figure.value !== undefined) motions.count(number, figure.at, figure.from ?? 0, figure.value, numeral(figure));
  const cell = make("div", "cell", figure.lead && make("p", "lead", figure.lead), number, make("p", "caption", figure.caption));
  if (figure.tally) cell.insertBefore(drawTally(figure, motions), number.nextSibling);
  return motions.appear(cell, figure.at);
}

// So many of so many, as rings: full, partly (dashed) and empty.
function drawTally({ tally, at }, motions) {
  const picture = shape("svg", { class: "tally", width: tally.of * STEP, height: STEP, "aria-hidden": "true" });
  for (let index = 0; index < tally.of; index += 1) {
    const look = index < tally.filled ? "full" : index < tally.filled + (tally.open ?? 0) ? "part" : "empty";
    const ring = shape("circle", { class: look, cx: RADIUS + 2 + index * STEP, cy: STEP / 2, r: RADIUS });
    picture.append(motions.fade(ring, at + 0.5 + index * 0.06, 0.3));
  }
  return picture;
}
