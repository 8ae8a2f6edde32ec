// What no picture may show: text that runs over, sits too low, is too small or lies on other text.

const LOWEST = 556, SMALLEST = 17, MARGIN = 40;

export function layoutFaults(scene, root) {
  const boxes = textBoxes(root);
  const limit = Number(root.dataset.right ?? 1280 - MARGIN);
  const found = boxes.flatMap(({ text, box, size }) => {
    const wrong = [];
    if (box.bottom > LOWEST) wrong.push(`reaches y = ${Math.round(box.bottom)}, below ${LOWEST}`);
    if (box.left < MARGIN || box.right > limit || box.top < 0) wrong.push("runs over the edge");
    if (size < SMALLEST) wrong.push(`is ${size} px, under ${SMALLEST}`);
    return wrong.map((what) => `scene ${scene.id}: “${text}” ${what}`);
  });
  boxes.forEach((one, index) => boxes.slice(index + 1).forEach((other) => {
    if (overlap(one.box, other.box)) found.push(`scene ${scene.id}: “${one.text}” lies on “${other.text}”`);
  }));
  return found;
}

function textBoxes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const boxes = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || node.parentElement.closest("[data-drawing]")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    for (const box of range.getClientRects()) boxes.push({ text: node.data.trim().slice(0, 40), box, size, node });
  }
  return boxes;
}

// Line boxes of tight headings touch by a few pixels without any letter meeting another.
function overlap(one, other) {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 1 && height > 0.3 * Math.min(one.height, other.height);
}
