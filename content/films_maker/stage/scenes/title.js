// The opening: a heading beside a plate that draws itself.

import { make, shape } from "../kit.js";

const WIDTH = 540, HEIGHT = 720;

export async function draw({ scene, timeline, body, element, motions }) {
  const { drawPlate } = await import(`../plates/${scene.plate}.js`);
  const plate = shape("svg", { class: `plate ${scene.plate}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "data-drawing": "" },
    shape("rect", { class: "ground", width: WIDTH, height: HEIGHT }));
  drawPlate(plate, { seed: timeline.id, width: WIDTH, height: HEIGHT, start: scene.start, motions });
  element.append(plate);
  element.dataset.right = 1280 - WIDTH - 24;
  const kicker = make("p", "kicker", timeline.kicker);
  const heading = make("h1", "", scene.heading);
  body.append(kicker, heading);
  if (scene.lead) body.append(motions.fade(make("p", "lead", scene.lead), scene.start + 0.6, 0.8));
}
