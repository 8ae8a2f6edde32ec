// The print button; without script the page says to use the browser's command.
const button = document.querySelector("[data-print]");
button.hidden = false;
document.querySelector("[data-print-hint]").hidden = true;
button.addEventListener("click", () => print());
