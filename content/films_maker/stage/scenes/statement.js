// One to three sentences in large type, each at its moment.

import { make } from "../kit.js";

export function draw({ scene, body, motions }) {
  for (const line of scene.lines) body.append(motions.appear(make("p", line.tone ?? "plain", line.text), line.at));
}
