// What ticked steps would change, without loading the page anew; without script the button asks for the same page.
const form = document.querySelector("form[data-plan]");
let asked = 0;

async function work() {
  const mine = ++asked;
  const address = `${form.getAttribute("action").split("?")[0]}?${new URLSearchParams(new FormData(form))}`;
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#outcome");
    if (mine !== asked || !answer.ok || !fresh) return;
    const outcome = document.querySelector("#outcome");
    const say = outcome.querySelector("[data-say]");
    const words = fresh.querySelector("[data-say]");
    // The sentence stays in its place so that it is announced; everything around it is exchanged.
    say.textContent = words.textContent;
    words.replaceWith(say);
    outcome.replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", address);
  } catch { /* the button still works */ }
}

form?.addEventListener("change", work);
