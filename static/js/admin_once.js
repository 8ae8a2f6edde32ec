// A new page is made once: its first saving by itself and a press on Save draft never go out side by side.
(() => {
  const form = () => document.querySelector('form[data-edit-form]');
  let underway = false;
  let leaving = false;
  let pressed = null;

  // What the server refused to read is told by admin_away.js; pressing on would lead away from what was typed.
  const ended = ({ detail }) => {
    // Once its notice stands there it catches the press and leads to the way back.
    const button = detail.type === 'server_error' && !document.querySelector('.away') ? null : pressed;
    underway = false;
    pressed = null;
    button?.click();
  };
  document.addEventListener('w-autosave:save', (event) => {
    if (leaving) event.preventDefault();
    else underway = true;
  });
  // After everybody else has heard of it: what is pressed then sends what they put back.
  for (const kind of ['success', 'error']) window.addEventListener(`w-autosave:${kind}`, ended);
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[type="submit"]');
    if (!underway || !button || button.form !== form()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = button;
  }, true);
  window.addEventListener('submit', (event) => {
    if (event.target === form() && !event.defaultPrevented) leaving = true;
  });
  window.addEventListener('pageshow', () => { leaving = false; });
})();
