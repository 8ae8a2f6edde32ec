// The page of a film: its title from the file's name, no upload that is too large, the state while it is checked.
document.addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('form[data-most]');
  const file = document.getElementById('id_upload');
  const title = document.getElementById('id_title');
  const fault = form?.querySelector('[data-fault]');
  file?.addEventListener('change', () => {
    const chosen = file.files[0];
    if (chosen && title && title.value === '') title.value = chosen.name.replace(/\.[^.]+$/, '');
    const large = Boolean(chosen) && chosen.size > Number(form.dataset.most);
    fault.textContent = large ? form.dataset.tooLarge : '';
    fault.hidden = !large;
    if (large) file.value = '';
  });

  const look = async () => {
    const shown = document.querySelector('[data-standing="checking"]');
    if (!shown) return;
    if (document.visibilityState === 'visible') {
      const answer = await fetch(location.href, { headers: { 'X-Requested-With': 'XMLHttpRequest' } }).catch(() => null);
      const words = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
      const now = words?.querySelector('[data-standing]');
      if (now && now.dataset.standing !== 'checking') shown.replaceWith(document.adoptNode(now));
    }
    setTimeout(look, 3000);
  };
  setTimeout(look, 2000);
});
