// The passage of a question: every section of the course is offered under its title, once somebody comes to the field.
(() => {
  const ID = 'passages-offered';
  let asked;
  const fetched = async (address) => {
    const answer = await fetch(address);
    return answer.ok && !answer.redirected ? (await answer.json()).passages : [];
  };
  document.addEventListener('focusin', async (event) => {
    const address = document.querySelector('[data-passages]')?.dataset.passages;
    if (!address || !/^questions-\d+-value-passage$/.test(event.target.name || '')) return;
    event.target.setAttribute('list', ID);
    if (asked) return;
    asked = true;
    const list = document.createElement('datalist');
    list.id = ID;
    list.append(...(await fetched(address)).map(([reference, title]) => new Option(title, reference)));
    document.body.append(list);
  });
})();
