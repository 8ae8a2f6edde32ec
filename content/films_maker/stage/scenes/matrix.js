// A two-by-two: two questions as its axes, four cells in reading order.

import { make } from "../kit.js";

export function draw({ scene, body, motions }) {
  const grid = make("div", "grid");
  scene.cells.forEach((cell, index) => {
    if (index % 2 === 0) grid.append(make("p", "side", index ? scene.up.low : scene.up.high));
    const words = make("div", "words", make("h2", "", cell.title), cell.text && make("p", "", cell.text));
    const look = ["cell", index % 2 ? "right" : "left", index < 2 ? "upper" : "lower", cell.mark ? "marked" : ""];
    grid.append(make("div", look.filter(Boolean).join(" "), motions.appear(words, cell.at)));
  });
  grid.append(make("p", "corner"), make("p", "foot", scene.across.low), make("p", "foot", scene.across.high));
  body.append(make("h1", "", scene.heading), grid);
}
