// Search in a transcript: what is found is marked and counted, and each "next" goes to the next one.

// Letters without case and accents, and for each the place it stands at in the text.
function plain(text) {
  const places = [];
  let letters = "";
  for (let at = 0; at < text.length; at++) {
    for (const letter of text[at].normalize("NFD").replace(/\p{M}/gu, "").replace("’", "'").toLowerCase()) {
      letters += letter;
      places.push(at);
    }
  }
  places.push(text.length);
  return { letters, places };
}

// Parts of cues, paragraph by paragraph: words may begin in one cue and end in the next.
function hits(paragraphs, wanted) {
  const found = [];
  for (const cues of paragraphs) {
    const { letters, places } = plain(cues.map((cue) => cue.text).join(" "));
    for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + wanted.length)) {
      const [start, end] = [places[at], places[at + wanted.length]];
      const parts = [];
      let offset = 0;
      for (const cue of cues) {
        const [a, b] = [Math.max(start - offset, 0), Math.min(end - offset, cue.text.length)];
        if (a < b) parts.push({ cue, a, b });
        offset += cue.text.length + 1;
      }
      found.push(parts);
    }
  }
  return found;
}

// Each cue's text again, with marks; returns the marks of every hit.
function draw(paragraphs, found) {
  const marks = found.map(() => []);
  for (const cue of paragraphs.flat()) {
    const pieces = [];
    let done = 0;
    found.forEach((parts, number) => {
      for (const { a, b } of parts.filter((part) => part.cue === cue)) {
        const mark = document.createElement("mark");
        mark.textContent = cue.text.slice(a, b);
        pieces.push(cue.text.slice(done, a), mark);
        marks[number].push(mark);
        done = b;
      }
    });
    if (pieces.length || cue.element.firstElementChild) cue.element.replaceChildren(...pieces, cue.text.slice(done));
  }
  return marks;
}

// 83.4 as 1:23
function clock(seconds) {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export function find(form, spans, go) {
  const field = form.querySelector("input");
  const state = form.querySelector("[data-found]");
  const texts = spans.map((element) => ({ element, text: element.textContent }));
  const paragraphs = [...new Set(spans.map((span) => span.parentElement))]
    .map((paragraph) => texts.filter((cue) => cue.element.parentElement === paragraph));
  let marks = [];
  let now = -1;
  let sought = "";
  let rest;

  function seek() {
    clearTimeout(rest);
    const wanted = plain(field.value.trim().replace(/\s+/g, " ")).letters;
    if (wanted === sought) return;
    [sought, now] = [wanted, -1];
    const found = wanted.length > 1 ? hits(paragraphs, wanted) : [];
    marks = draw(paragraphs, found);
    state.textContent = wanted.length < 2 ? "" : found.length ? form.dataset.sayFound.replace("{count}", found.length) : form.dataset.sayNone;
  }
  function next() {
    seek();
    if (!marks.length) return;
    for (const mark of marks[now] ?? []) mark.removeAttribute("data-now");
    now = (now + 1) % marks.length;
    for (const mark of marks[now]) mark.dataset.now = "";
    const [first] = marks[now];
    const cue = first.closest("[data-start]");
    first.scrollIntoView({ block: "nearest" });
    go(cue);
    state.textContent = form.dataset.sayAt
      .replace("{number}", now + 1).replace("{count}", marks.length).replace("{time}", clock(Number(cue.dataset.start)));
  }

  form.hidden = false;
  field.addEventListener("input", () => { clearTimeout(rest); rest = setTimeout(seek, 200); });
  form.addEventListener("submit", (event) => { event.preventDefault(); next(); });
}
