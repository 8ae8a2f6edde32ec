// The checks panel of a unit: a line leads to its field, and the lines follow what is typed.
(() => {
  const PAUSE = 700;
  const FIELDS = 'input:not([type="hidden"]):not([disabled]), textarea, select, [contenteditable="true"], button';

  // Wagtail names every field and block in its markup, for comments; a path may end in a part that is not there.
  const placeOf = (path) => {
    let place = document.querySelector('[data-checks]').closest('form');
    for (const step of path.split('.')) {
      const inner = place.querySelector(`[data-contentpath="${CSS.escape(step)}"]`);
      if (!inner) break;
      place = inner;
    }
    return place;
  };
  const open = (place) => {
    const tab = place.closest('[role="tabpanel"][hidden]');
    if (tab) document.querySelector(`[role="tab"][href="#${CSS.escape(tab.id)}"]`)?.click();
    for (let panel = place.closest('[data-panel]'); panel; panel = panel.parentElement.closest('[data-panel]')) {
      const toggle = panel.querySelector('[data-panel-toggle]');
      if (toggle?.getAttribute('aria-expanded') === 'false') toggle.click();
    }
    place.querySelectorAll(':scope > [data-panel] > * > [data-panel-toggle][aria-expanded="false"]').forEach((toggle) => toggle.click());
  };
  const lead = (path) => {
    const place = placeOf(path);
    open(place);
    const fields = [...place.querySelectorAll(FIELDS)].filter((field) => field.getClientRects().length);
    const field = fields.find((each) => !each.matches('button')) || fields[0] || place;
    field.scrollIntoView({ block: 'center', behavior: 'instant' });
    field.focus({ preventScroll: true });
  };
  const use = (minutes) => {
    const field = document.getElementById('id_minutes');
    field.value = minutes;
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    lead('minutes');
  };
  const typed = () => new URLSearchParams(new FormData(document.querySelector('[data-checks]').closest('form')));
  const show = (panel, fresh) => {
    const sum = panel.querySelector('[data-checks-sum]');
    const now = fresh.querySelector('[data-checks-sum]');
    // The sum is read out when it changes, so it stays the same element and is left alone when it does not.
    if (sum.textContent !== now.textContent) sum.replaceChildren(...now.childNodes);
    panel.querySelector('[data-checks-lines]').replaceWith(fresh.querySelector('[data-checks-lines]'));
    const worked = fresh.querySelector('[data-worked]');
    if (worked) document.querySelector('[data-worked]').replaceWith(worked);
    if (!panel.querySelector('.checks-needed')) panel.querySelector('[data-checks-refused]')?.remove();
  };
  let known;
  let asked = 0;
  const renew = async () => {
    const panel = document.querySelector('[data-checks]');
    const body = typed();
    // A new page has no address of its own before it is saved for the first time.
    if (panel.dataset.checks.endsWith('/0/') || body.toString() === known) return;
    known = body.toString();
    const mine = ++asked;
    const answer = await fetch(panel.dataset.checks, { method: 'POST', body });
    // Whoever is signed out is led elsewhere, and there is no list.
    const html = answer.ok && !answer.redirected && (await answer.text());
    if (html && mine === asked) show(panel, new DOMParser().parseFromString(html, 'text/html'));
  };
  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(renew, PAUSE);
  };

  document.addEventListener('click', (event) => {
    const line = event.target.closest('[data-checks-path]');
    const button = event.target.closest('[data-checks-use]');
    if (line) lead(line.dataset.checksPath);
    if (button) use(button.dataset.checksUse);
    if (line || button) event.preventDefault();
  });
  // Wagtail's editor fields tell of a change in ways of their own, so every act asks whether there is one.
  for (const act of ['input', 'change', 'keyup', 'click', 'focusout']) document.addEventListener(act, soon);
  document.addEventListener('w-autosave:success', (event) => {
    const panel = document.querySelector('[data-checks]');
    if (event.detail?.data?.pk) panel.dataset.checks = panel.dataset.checks.replace(/\/0\/$/, `/${event.detail.data.pk}/`);
    soon();
  });
  window.addEventListener('load', () => document.querySelector('[data-checks-refused]')?.focus());
})();
