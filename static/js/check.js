// The fingerprint of a reader's own file, made on the reader's device: nothing is sent.
const box = document.querySelector("[data-compare]");
const verdict = document.querySelector(".report-verdict");
const input = document.getElementById("own-file");
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const compare = async (file) => {
  if (!file) return;
  try {
    const made = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const same = made === box.dataset.compare;
    verdict.textContent = same ? verdict.dataset.same : verdict.dataset.other;
    verdict.classList.toggle("same", same);
    verdict.classList.toggle("other", !same);
  } catch {
    verdict.textContent = verdict.dataset.failed;
  }
};

if (box && globalThis.crypto?.subtle) {
  box.hidden = false;
  for (const hint of document.querySelectorAll("[data-noscript]")) hint.hidden = true;
  input.addEventListener("change", () => compare(input.files[0]));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    compare(event.dataTransfer.files[0]);
  });
}
