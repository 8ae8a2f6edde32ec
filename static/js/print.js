// Print buttons and links print at once; without script the page says to use the browser's command.
for (const hint of document.querySelectorAll("[data-noscript]")) hint.hidden = true;
for (const way of document.querySelectorAll("[data-print]")) {
  way.hidden = false;
  // A link first aims at what is to be printed alone.
  way.addEventListener("click", () => setTimeout(() => print(), 100));
}
