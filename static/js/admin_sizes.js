// A picture or document that is too large is told at once and not sent: the choosers have no place for the answer.
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.matches('input[type="file"][data-most]')) return;
  const large = [...target.files].some((file) => file.size > Number(target.dataset.most));
  let fault = target.parentElement.querySelector('[data-large]');
  if (!fault) {
    fault = document.createElement('p');
    fault.className = 'error-message';
    fault.dataset.large = '';
    fault.setAttribute('role', 'alert');
    target.after(fault);
  }
  fault.textContent = large ? target.dataset.tooLarge : '';
  if (large) target.value = '';
});
