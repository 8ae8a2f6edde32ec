// The theme changes as soon as it is chosen, so that the choice can be judged; the button keeps it.
const form = document.querySelector("form[data-theme-form]");
form?.addEventListener("change", (event) => {
  const root = document.documentElement;
  if (event.target.value === "system") delete root.dataset.theme;
  else root.dataset.theme = event.target.value;
});
