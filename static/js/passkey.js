// Says in words when a passkey did not work, and takes its button away where the browser knows no passkeys.
const fault = document.querySelector("[data-passkey-fault]");
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  fault.textContent = fault.dataset.text;
});
if (!window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("[data-passkey]")) button.hidden = true;
}
