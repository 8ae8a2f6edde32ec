// Events on a true scale of years; each stands under its moment, or is led there where others are close.

import { make, shape } from "../kit.js";

const WIDTH = 1120, EDGE = 10, AXIS = 44, FOOT = 92, RADIUS = 9, WIDEST = 330, MOST_YEARS = 12;

export function draw({ scene, body, motions }) {
  const place = (year) => EDGE + (WIDTH - 2 * EDGE) * (year - scene.from) / (scene.to - scene.from);
  const picture = shape("svg", { class: "scale", width: WIDTH, height: FOOT, "aria-hidden": "true" },
    shape("line", { class: "base", x1: 0, x2: WIDTH, y1: AXIS, y2: AXIS }), ...ticks(scene, place));
  const list = make("ol");
  const width = Math.min(WIDEST, WIDTH / scene.events.length);
  const feet = columns(scene.events.map(({ year }) => place(year) - RADIUS), width);
  const dots = [];
  let before = 0;
  scene.events.forEach((event, index) => {
    const x = place(event.year), foot = feet[index] + RADIUS;
    const look = event.mark ? " marked" : "";
    const passed = shape("line", { class: "passed", x1: before, x2: x, y1: AXIS, y2: AXIS });
    const lead = shape("path", { class: `lead${look}`, d: `M${x} ${AXIS + RADIUS}L${foot} ${FOOT}` });
    picture.append(motions.trace(passed, event.at, 0.6, x - before),
      motions.trace(lead, event.at + 0.5, 0.4, Math.ceil(Math.hypot(x - foot, FOOT - AXIS))));
    dots.push(motions.fade(shape("circle", { class: `event${look}`, cx: x, cy: AXIS, r: RADIUS }), event.at + 0.4, 0.3));
    const words = make("li", "", make("i", "", event.when), make("h2", "", event.title), event.text && make("p", "", event.text));
    words.style.left = `${feet[index]}px`;
    words.style.width = `${width}px`;
    list.append(motions.appear(words, event.at + 0.5));
    before = x;
  });
  picture.append(...dots);
  body.append(make("h1", "", scene.heading), picture, list);
}

// Every year has a tick; where they are few, also its number.
function ticks({ from, to }, place) {
  const years = Array.from({ length: Math.floor(to) - Math.ceil(from) + 1 }, (_, index) => Math.ceil(from) + index);
  const numbers = years.length > MOST_YEARS ? [years[0], years.at(-1)] : years;
  return [
    ...years.map((year) => shape("line", { class: "tick", x1: place(year), x2: place(year), y1: AXIS - 6, y2: AXIS + 6 })),
    ...numbers.map((year) => shape("text", { class: year === from ? "year first" : year === to ? "year last" : "year", x: place(year), y: 20 }, String(year))),
  ];
}

// Columns under their moments, moved left or right only as far as their widths ask.
function columns(wanted, width) {
  const feet = [...wanted];
  for (let index = feet.length - 1; index >= 0; index -= 1) {
    feet[index] = Math.min(feet[index], index === feet.length - 1 ? WIDTH - width : feet[index + 1] - width);
  }
  for (let index = 0; index < feet.length; index += 1) {
    feet[index] = Math.max(feet[index], index ? feet[index - 1] + width : 0);
  }
  return feet;
}
