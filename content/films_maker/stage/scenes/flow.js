// A plotted course: steps as waypoints on one line, each reached at its moment.

import { make, shape } from "../kit.js";

const WIDTH = 1120, RADIUS = 11;

export function draw({ scene, body, motions }) {
  const width = WIDTH / scene.steps.length;
  const picture = shape("svg", { class: "course", width: WIDTH, height: 40, "aria-hidden": "true" });
  const list = make("ol");
  scene.steps.forEach((step, index) => {
    const x = RADIUS + 2 + index * width;
    if (index > 0) picture.prepend(leg(x - width, x, step.at, motions));
    picture.append(motions.fade(shape("circle", { class: "waypoint", cx: x, cy: 20, r: RADIUS }), step.at + (index ? 0.5 : 0), 0.3));
    const words = [make("i", "", String(index + 1)), make("h2", "", step.title)];
    if (step.text) words.push(make("p", "", step.text));
    list.append(motions.appear(make("li", "", ...words), step.at + (index ? 0.3 : 0)));
  });
  body.append(make("h1", "", scene.heading), picture, list);
}

function leg(from, to, at, motions) {
  const line = shape("line", { class: "leg", x1: from, x2: to, y1: 20, y2: 20 });
  return motions.trace(line, at, 0.7, to - from);
}
