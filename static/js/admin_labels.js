// Wagtail's text editor and its dialogues have no name; here they get that of their field or block, or their heading,
// so that it is said aloud.
(() => {
  const BOX = '[contenteditable="true"][role="textbox"]:not([aria-label])';
  const NAMES = ':scope > label, :scope > section .c-sf-block__type, :scope > section [data-panel-heading-text]';
  const DIALOGUE = '.modal[role="dialog"]';

  const call = (one, said) => {
    if (said) one.setAttribute('aria-label', said.textContent.replace('*', '').replace(/\s+/g, ' ').trim());
  };
  const name = (box) => {
    const place = box.closest('[data-contentpath]');
    call(box, place && [...place.querySelectorAll(NAMES)].find((one) => one.textContent.trim()));
  };
  const within = (node) => {
    if (!(node instanceof Element)) return;
    if (node.matches(BOX)) name(node);
    node.querySelectorAll(BOX).forEach(name);
    const dialogue = node.closest(DIALOGUE);
    if (dialogue) call(dialogue, dialogue.querySelector('h1, h2'));
  };
  document.addEventListener('DOMContentLoaded', () => {
    within(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) change.addedNodes.forEach(within);
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
