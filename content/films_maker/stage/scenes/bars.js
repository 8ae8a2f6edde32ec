// A finding, its measure, and ranked bars from zero. One series; at most one bar carries the mark.

import { make, numeral } from "../kit.js";

export function draw({ scene, body, motions }) {
  body.append(make("span", "tag"), make("h1", "", scene.heading), make("p", "measure", scene.measure));
  const table = make("div", `rows rows-${scene.rows.length}`);
  for (const row of scene.rows) table.append(...drawRow(row, scene, motions));
  body.append(table);
}

function drawRow(row, scene, motions) {
  const label = make("p", "label", row.label);
  if (row.detail) label.append(make("span", "detail", row.detail));
  const bar = make("span", row.mark ? "bar marked" : "bar");
  bar.style.width = `${row.value / scene.top * 100}%`;
  motions.widen(bar, row.at);
  const value = make("p", row.mark ? "value marked" : "value", row.shown);
  if (row.shown === undefined) {
    value.dataset.final = numeral(scene)(row.value);
    motions.count(value, row.at, 0, row.value, numeral(scene), 0.9);
  }
  motions.fade(value, row.at, 0.4);
  return [label, make("span", "track", bar), value];
}
