// With a statement in focus, the digits choose; nothing else listens to single keys.
const statements = [...document.querySelectorAll("[data-statements] input")];
document.querySelector(".session-form")?.addEventListener("keydown", (event) => {
  const chosen = event.target.type === "radio" && !event.ctrlKey && !event.metaKey && !event.altKey && statements[Number(event.key) - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.focus();
  chosen.click();
});
for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
