// An ordering: instead of a number beside each line, buttons that move it up and down. What is sent are the numbers.
const list = document.querySelector("[data-order]");
const said = document.querySelector("[data-order-said]");
const rows = () => [...list.children];
const text = (row) => row.querySelector(".place-text").textContent.trim();
const fill = (words, row, place) => words.replace("{text}", text(row)).replace("{place}", place);

// The numbers follow the lines, and a button at an end says that it can go no further.
function settle() {
  const all = rows();
  all.forEach((row, index) => {
    row.querySelector("select").value = String(index + 1);
    row.querySelector(".place-number").textContent = index + 1;
    const [up, down] = row.querySelectorAll("button");
    up.setAttribute("aria-disabled", String(index === 0));
    down.setAttribute("aria-disabled", String(index === all.length - 1));
  });
}

function move(row, by, button) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  settle();
  button.focus(); // a line that moves loses the focus within it
  said.textContent = fill(list.dataset.moved, row, rows().indexOf(row) + 1);
}

function button(row, by, words, sign) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "place-move";
  made.textContent = sign;
  made.setAttribute("aria-label", fill(words, row, ""));
  made.addEventListener("click", () => move(row, by, made));
  return made;
}

if (list) {
  // A form that came back stands in the order that it gave, as far as it gave one.
  const given = (row) => Number(row.querySelector("select").value) || 99;
  list.append(...rows().sort((one, other) => given(one) - given(other)));
  for (const row of rows()) {
    row.querySelector("select").hidden = true;
    const number = document.createElement("b");
    number.className = "place-number";
    row.prepend(number);
    const moves = document.createElement("span");
    moves.className = "place-moves";
    moves.append(button(row, -1, list.dataset.up, "↑"), button(row, 1, list.dataset.down, "↓"));
    row.append(moves);
  }
  list.classList.add("movable");
  settle();
}
