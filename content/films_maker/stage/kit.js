// What a scene draws with: elements, and motions that are pure functions of the second.

const SVG = "http://www.w3.org/2000/svg";

export function make(tag, look = "", ...inside) {
  const element = document.createElement(tag);
  if (look) element.className = look;
  element.append(...inside.filter((part) => part !== undefined && part !== null));
  return element;
}

export function shape(tag, attributes = {}, ...inside) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

const smooth = (p) => 1 - (1 - p) ** 3;

// Motions of one scene. Each has a start, a length and a function of its progress from 0 to 1.
export class Motions {
  constructor(scene) {
    this.scene = scene;
    this.all = [];
  }

  add(at, seconds, apply) {
    const start = at ?? this.scene.start;
    this.all.push({ start, seconds, apply, last: null });
  }

  // Comes up with a small rise; before its moment it is not there.
  appear(element, at, seconds = 0.5) {
    this.add(at, seconds, (p) => {
      element.style.opacity = p;
      element.style.transform = p < 1 ? `translateY(${((1 - p) * 10).toFixed(2)}px)` : "none";
    });
    return element;
  }

  fade(element, at, seconds = 0.5) {
    this.add(at, seconds, (p) => { element.style.opacity = p; });
    return element;
  }

  // Grows in width from its left edge.
  widen(element, at, seconds = 0.9) {
    this.add(at, seconds, (p) => { element.style.transform = `scaleX(${p})`; });
    element.style.transformOrigin = "left center";
    return element;
  }

  // A line is drawn from its beginning; `length` is in the units of its picture.
  trace(line, at, seconds, length) {
    line.setAttribute("stroke-dasharray", `${length} ${length}`);
    this.add(at, seconds, (p) => line.setAttribute("stroke-dashoffset", (length * (1 - p)).toFixed(1)));
    return line;
  }

  // A number counts up.
  count(element, at, from, to, write, seconds = 1.1) {
    this.add(at, seconds, (p) => { element.textContent = write(from + (to - from) * p); });
    return element;
  }

  // True where something looks different from the last second asked for.
  seek(second) {
    let changed = false;
    for (const motion of this.all) {
      const raw = motion.seconds > 0 ? (second - motion.start) / motion.seconds : Number(second >= motion.start);
      const progress = Number(smooth(Math.min(1, Math.max(0, raw))).toFixed(4));
      if (progress === motion.last) continue;
      motion.apply(progress);
      motion.last = progress;
      changed = true;
    }
    return changed;
  }
}

export function numeral(figure) {
  const { decimals = 0, prefix = "", suffix = "" } = figure;
  return (value) => prefix + value.toLocaleString("en-GB", {
    minimumFractionDigits: decimals, maximumFractionDigits: decimals,
  }) + suffix;
}
