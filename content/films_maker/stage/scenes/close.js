// What to take along: numbered points, and who speaks.

import { make } from "../kit.js";

export function draw({ scene, body, motions }) {
  const list = make("ol");
  scene.points.forEach((point, index) => {
    list.append(motions.appear(make("li", "", make("i", "", String(index + 1)), make("span", "", point.text)), point.at));
  });
  body.append(make("h1", "", scene.heading), list);
  if (scene.credit) body.append(make("p", "credit", scene.credit));
}
