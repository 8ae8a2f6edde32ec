// Somebody's own words, with name, role and source.

import { make } from "../kit.js";

export function draw({ scene, body, motions }) {
  const words = make("blockquote", "", make("p", "words", scene.text));
  const who = make("p", "who", make("b", "", scene.name), make("span", "", scene.role));
  body.append(motions.appear(make("div", "said", words, who), scene.at));
}
