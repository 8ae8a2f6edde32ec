// Print buttons and links print at once; without script the page says to use the browser's command.
for (const hint of document.querySelectorAll("[data-noscript]")) hint.hidden = true;
for (const way of document.querySelectorAll("[data-print]")) {
  way.hidden = false;
  // A link first aims at what is to be printed alone.
  way.addEventListener("click", () => setTimeout(() => print(), 100));
}
// What is folded is printed whole, also where styles alone cannot open it.
const closed = () => document.querySelectorAll("details.folded:not([open])");
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...closed()];
  for (const part of opened) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
});
