// A pause for the eye: the module's plate across the whole width, and one sentence on paper.

import { make, shape } from "../kit.js";

const WIDTH = 1280, HEIGHT = 416;

export async function draw({ scene, timeline, body, element, motions }) {
  const { drawPlate } = await import(`../plates/${scene.plate}.js`);
  const picture = shape("svg", { class: `plate ${scene.plate}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "data-drawing": "" },
    shape("rect", { class: "ground", width: WIDTH, height: HEIGHT }));
  drawPlate(picture, { seed: `${timeline.id} ${scene.id}`, width: WIDTH, height: HEIGHT, start: scene.start - 0.6, motions });
  element.prepend(picture);
  const words = make("div", "words", make("h1", "", scene.heading), scene.text && make("p", "", scene.text));
  body.append(motions.fade(words, scene.at, 0.5));
}
