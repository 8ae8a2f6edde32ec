// A decision worked out while its figures change, by the very formulas that the server uses when it is committed.
const NEAR = 1e-9;
const near = (a, b) => Math.abs(a - b) <= NEAR * Math.max(1, Math.abs(a), Math.abs(b));
const finite = (n) => (n !== null && Number.isFinite(n) ? n : null);
const OPERATIONS = {
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => (b ? a / b : null),
  "<": (a, b) => +(a < b && !near(a, b)), ">": (a, b) => +(a > b && !near(a, b)),
  "<=": (a, b) => +(a < b || near(a, b)), ">=": (a, b) => +(a > b || near(a, b)),
  "=": (a, b) => +near(a, b), "!=": (a, b) => +!near(a, b),
  and: (a, b) => +(!!a && !!b), or: (a, b) => +(!!a || !!b), not: (a) => +!a,
  min: Math.min, max: Math.max, ceil: (a) => Math.ceil(a - NEAR), floor: (a) => Math.floor(a + NEAR), round: (a) => Math.floor(a + 0.5),
};
const OVER_ROWS = ["sum", "least", "most", "count", "picked"];
const has = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

export function workOut(tree, known, rows = [], picked = null, row = null) {
  if (typeof tree === "string") return row && has(row, tree) ? row[tree] : has(known, tree) ? known[tree] : null;
  if (!Array.isArray(tree)) return tree;
  const [name, ...parts] = tree;
  if (OVER_ROWS.includes(name)) return overRows(name, parts, known, rows, picked);
  const value = (part) => workOut(part, known, rows, picked, row);
  if (name === "if") {
    const condition = value(parts[0]);
    return condition === null ? null : value(parts[condition ? 1 : 2]);
  }
  const values = parts.map(value);
  return values.includes(null) ? null : finite(OPERATIONS[name](...values));
}

function overRows(name, [part, where], known, rows, picked) {
  if (name === "picked") return picked === null ? null : workOut(part, known, rows, picked, rows[picked]);
  const chosen = where === undefined ? rows : rows.filter((row) => workOut(where, known, rows, picked, row));
  const values = chosen.map((row) => workOut(part, known, rows, picked, row));
  if (name === "count") return values.filter(Boolean).length;
  if (name === "sum") return values.includes(null) ? null : finite(values.reduce((a, b) => a + b, 0));
  const there = values.filter((value) => value !== null);
  if (!there.length) return null;
  return (name === "least" ? Math.min : Math.max)(...there);
}

export function printed(value, { unit, decimals }) {
  if (value === null) return "";
  const size = 10 ** decimals;
  const rounded = Math.floor(Math.abs(value) * size + 0.5 + 1e-9) / size;
  const [whole, rest] = rounded.toFixed(decimals).split(".");
  const number = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? `.${rest}` : "");
  return (value < 0 && rounded ? "−" : "") + unit.replace("{}", number);
}

export function work(exercise, choice) {
  const rows = exercise.rows.map((row, place) => {
    const values = { ...row.values, row: place + 1 };
    if (exercise.given) values.given = choice.given[place];
    for (const column of exercise.columns) {
      const value = column.formula ? workOut(column.formula.tree, choice.inputs, [], null, values) : null;
      if (value !== null) values[column.key] = value;
    }
    return values;
  });
  const known = { ...choice.inputs };
  const lines = exercise.results.map((result) => {
    const line = lineOf(exercise, result, known, rows, choice.picked);
    if (line.value !== null) known[result.key] = line.value;
    return line;
  });
  const broken = [];
  for (const limit of exercise.limits) {
    const held = workOut(limit.formula.tree, known, rows, choice.picked);
    if (held === 0 || (held === null && !broken.length)) broken.push(limit);
  }
  return { rows, lines, broken: broken.map((limit) => limit.say) };
}

function lineOf(exercise, result, known, rows, picked) {
  const { key, measure } = result;
  if (!result.which) {
    const value = workOut(result.formula.tree, known, rows, picked);
    const [low, high] = [result.low, result.high].map((end) => end && printed(workOut(end.tree, known, rows, picked), measure));
    return { key, value, shown: printed(value, measure), low: high ? low : "", high: low ? high : "" };
  }
  const sign = result.which === "least" ? 1 : -1;
  let best = null;
  rows.forEach((row, place) => {
    if (result.where && !workOut(result.where.tree, known, rows, picked, row)) return;
    const value = workOut(result.formula.tree, known, rows, picked, row);
    if (value !== null && (best === null || sign * value < best.signed)) best = { signed: sign * value, place, value };
  });
  return { key, value: best && best.value, shown: best ? exercise.rows[best.place].label : "", low: "", high: "" };
}

export function turns(exercise, choice) {
  const answer = (inputs) => work(exercise, { ...choice, inputs }).lines.find((line) => line.key === exercise.turns).shown;
  if (!exercise.turns) return [];
  const now = answer(choice.inputs);
  const found = [];
  for (const each of exercise.inputs) {
    for (const sign of [-1, 1]) {
      for (let value = choice.inputs[each.key] + sign * each.step; value >= each.least && value <= each.most; value += sign * each.step) {
        const row = answer({ ...choice.inputs, [each.key]: value });
        if (row !== now) { found.push({ input: each.label, value: printed(value, each.measure), row }); break; }
      }
    }
  }
  return found;
}

const form = document.querySelector("form[data-decide]");

function numberIn(field, fallback) {
  const number = Number(field.value.replace(/[, ]/g, ""));
  const box = field.closest("[data-least]");
  if (field.value.trim() === "" || !Number.isFinite(number)) return fallback;
  return box ? Math.min(Number(box.dataset.most), Math.max(Number(box.dataset.least), number)) : number;
}

function choiceOf(exercise) {
  const inputs = {};
  for (const each of exercise.inputs) inputs[each.key] = numberIn(form.elements[each.key], each.default);
  const given = exercise.given ? exercise.rows.map((row) => numberIn(form.elements[`given-${row.key}`], exercise.given.default)) : [];
  const place = exercise.rows.findIndex((row) => form.querySelector(`input[name=pick][value="${row.key}"]`)?.checked);
  return { inputs, given, picked: exercise.picks && place >= 0 ? place : null };
}

let telling;
function show(exercise) {
  const choice = choiceOf(exercise);
  const { rows, lines, broken } = work(exercise, choice);
  const ledger = form.querySelector("#ledger");
  for (const line of lines) {
    const place = ledger.querySelector(`[data-line="${line.key}"]`);
    if (!place) continue; // told after a choice
    place.querySelector("[data-value]").textContent = line.shown || "–";
    const ends = place.querySelector("[data-ends]");
    ends.textContent = line.low ? ends.dataset.say.replace("{low}", line.low).replace("{high}", line.high) : "";
  }
  rows.forEach((values, place) => {
    for (const column of exercise.columns) {
      const cell = form.querySelector(`[data-row="${place}"] [data-cell="${column.key}"]`);
      if (cell && column.formula) cell.textContent = printed(values[column.key] ?? null, column.measure) || "–";
    }
  });
  ledger.querySelector("[data-limits]").replaceChildren(...broken.map(item));
  const list = ledger.querySelector("[data-turns]");
  if (list) {
    const found = turns(exercise, choice).map((turn) => item(list.dataset.say.replace("{input}", turn.input).replace("{value}", turn.value).replace("{row}", turn.row)));
    list.replaceChildren(...(found.length ? found : [item(list.dataset.none)]));
  }
  // One sentence for those who listen, once the figures have come to rest.
  clearTimeout(telling);
  telling = setTimeout(() => {
    const [first] = lines;
    ledger.querySelector("p[data-say]").textContent = [`${ledger.querySelector("dt").textContent}: ${first.shown || "–"}.`, ...broken].join(" ");
  }, 800);
}

function item(words) {
  const line = document.createElement("li");
  line.textContent = words;
  return line;
}

if (form) {
  const exercise = JSON.parse(document.querySelector("#exercise").textContent);
  for (const button of form.querySelectorAll("[data-by]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const box = button.closest("[data-least]");
      const field = box.querySelector("input");
      const value = numberIn(field, Number(box.dataset.least)) + Number(button.dataset.by) * Number(box.dataset.step);
      const kept = Math.min(Number(box.dataset.most), Math.max(Number(box.dataset.least), value));
      field.value = String(Math.round(kept * 1e6) / 1e6).replace(/\B(?=(\d{3})+$)/g, ",");
      show(exercise);
    });
  }
  form.querySelector("[data-noscript]").hidden = true;
  form.addEventListener("input", () => show(exercise));
  // Who comes back finds the choice that the browser kept, and its figures with it.
  addEventListener("pageshow", () => {
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") show(exercise);
  });
}
