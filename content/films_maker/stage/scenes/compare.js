// Two or three columns side by side; lines come when they are spoken.

import { make } from "../kit.js";

export function draw({ scene, body, motions }) {
  body.append(make("h1", "", scene.heading));
  const row = make("div", "columns");
  for (const column of scene.columns) {
    const list = make("ul");
    for (const item of column.items) {
      const line = make("li", "", item.lead && make("b", "", item.lead), make("span", "", item.text));
      list.append(motions.appear(line, item.at));
    }
    const box = make("div", column.mark ? "column marked" : "column", make("h2", "", column.title), list);
    row.append(motions.appear(box, column.at));
  }
  body.append(row);
}
