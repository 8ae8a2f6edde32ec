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
    document.querySelector("#outcome").replaceChildren(...fresh.childNodes);
    document.querySelector("[data-say]").textContent = page.querySelector("[data-say]").textContent;
    history.replaceState(null, "", address);
  } catch { /* the button still works */ }
}

form?.addEventListener("change", work);
