// While files are being made the page asks how far they are, and shows itself anew when one is done.
const box = document.querySelector("[data-report-state]");
const waiting = Number(box?.dataset.waiting);
let wait = 700;
const look = async () => {
  try {
    const answer = await fetch(box.dataset.reportState, { headers: { Accept: "application/json" } });
    if (answer.ok && (await answer.json()).waiting !== waiting) return location.reload();
  } catch {
    // No network: the link "Look again" stays.
  }
  wait = Math.min(wait * 1.4, 8000);
  setTimeout(look, wait);
};
if (waiting) setTimeout(look, wait);
