// A film that lies elsewhere: its player is made when somebody asks for it, and not before.
const place = document.querySelector("[data-embed]");
const button = place.querySelector("[data-play]");

button.hidden = false;
button.addEventListener("click", () => {
  const frame = document.createElement("iframe");
  frame.src = place.dataset.embed;
  frame.title = place.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  // Some providers play only where they are told which site asks; of this page they learn no more than that.
  frame.referrerPolicy = "strict-origin";
  frame.className = "embed-frame";
  frame.tabIndex = 0;
  place.querySelector(".embed-stage").replaceChildren(frame);
  frame.focus();
});
