// A question that becomes one for a number opens the fields that only a number has.
document.addEventListener('change', ({ target }) => {
  if (!/^questions-\d+-value-type$/.test(target.name || '') || target.value !== 'number') return;
  const answer = document.getElementsByName(target.name.replace(/type$/, 'answer'))[0];
  answer?.closest('[data-panel]')?.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
});
