// Wagtail takes for saved what was typed while a draft saved itself, or before it began to look, and after a refused
// Publish it looks no more.
(() => {
  const NOT_WORDS = ['csrfmiddlewaretoken', 'loaded_revision_id', 'loaded_revision_created_at', 'overwrite_revision_id', 'next'];
  const form = () => document.querySelector('form[data-edit-form]');
  const words = (data, told) => JSON.stringify(
    [...data].filter(([name]) => !NOT_WORDS.includes(name) && !name.startsWith('comments-') && !told.includes(name))
      .map(([name, value]) => [name, value.name ?? value]),
  );
  const again = () => form().dispatchEvent(
    new CustomEvent('w-unsaved:add', { bubbles: true, cancelable: true, detail: { type: 'edits' } }),
  );
  let sent = null;
  let watched = false;
  let early = false;

  document.addEventListener('input', (event) => {
    // By a hand and not by a script: fields that fill themselves at the start are no edits.
    if (!watched && event.isTrusted && form()?.contains(event.target)) early = true;
  });
  window.addEventListener('w-unsaved:watch-edits', () => {
    if (!watched && early) again();
    watched = true;
  });

  document.addEventListener('w-autosave:save', ({ detail }) => { sent = detail.formData; });
  // The window hears of it last, when Wagtail has made itself a picture of what is “saved”.
  window.addEventListener('w-autosave:success', ({ detail }) => {
    const told = Object.keys(detail.data?.field_updates ?? {});
    if (sent && words(sent, told) !== words(new FormData(form()), told)) again();
    // A form that came back refused has never begun to look at what is typed: another interval makes it begin.
    form().dataset.wUnsavedCheckIntervalValue ??= '500';
  });
})();
