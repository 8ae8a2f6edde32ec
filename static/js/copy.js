// A button that copies a field; where the browser does not allow that, the field's text is selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const state = button.closest(".field").querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    state.textContent = "";
    try {
      await navigator.clipboard.writeText(field.value);
      state.textContent = button.dataset.sayCopied;
    } catch {
      field.focus();
      field.select();
      state.textContent = button.dataset.sayMarked;
    }
  });
}
