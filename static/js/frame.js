// The phone menu closes on Escape and on a click elsewhere; without script its own summary closes it.
for (const menu of document.querySelectorAll("details[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

// What waits on this device to be sent belongs to whoever is signed in: signing out throws it away.
document.addEventListener("submit", (event) => {
  if (!new URL(event.target.action).pathname.endsWith("/logout/")) return;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("soundings:")) localStorage.removeItem(key);
  } catch { /* no store, nothing kept */ }
});
