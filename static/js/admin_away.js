// The editor of a page after its author was away: nothing is sent into a session that has ended, and nothing typed is lost.
(() => {
  const { said, way, label } = document.currentScript.dataset;
  const form = () => document.querySelector('form[data-edit-form]');
  let notice = null;

  const show = () => {
    if (notice) return;
    const link = document.createElement('a');
    Object.assign(link, { href: way, target: '_blank', textContent: label });
    const words = document.createElement('p');
    notice = document.createElement('div');
    notice.className = 'away';
    notice.setAttribute('role', 'alert');
    document.body.append(notice);
    words.textContent = said;
    notice.append(words, link);
  };
  // Signing in gives the browser another mark, which the form must carry from then on.
  const renew = (page) => {
    const mark = page.querySelector('[name="csrfmiddlewaretoken"]')?.value;
    if (!mark || !page.querySelector('form[data-edit-form]')) return;
    document.querySelectorAll('[name="csrfmiddlewaretoken"]').forEach((field) => { field.value = mark; });
    if (notice) {
      notice.remove();
      notice = null;
    }
    form().dispatchEvent(new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true })); // what Wagtail saves a draft upon
  };
  const look = async () => {
    const answer = await fetch(window.location.href, { redirect: 'manual' }).catch(() => null);
    if (!answer) return;
    if (answer.ok) renew(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    else if (answer.type === 'opaqueredirect' || answer.status === 403) show();
  };
  document.addEventListener('w-autosave:error', ({ detail }) => {
    if (!detail.response || !('error_code' in detail.response)) look();
  });
  window.addEventListener('focus', () => { if (notice) look(); });
  // Before the button itself says that it is saving.
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[type="submit"]');
    if (!notice || !button || button.form !== form()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    notice.querySelector('a').focus();
  }, true);
})();
