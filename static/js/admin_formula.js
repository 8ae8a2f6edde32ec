// Beside a formula while somebody writes in it: the names that it may use, with what they are, and what it can do.
(() => {
  const made = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };
  const named = (name) => document.getElementsByName(name)[0];
  // The entries of a field in their order, without those that were taken away.
  const entries = (of) => [...document.querySelectorAll(`input[name^="${of}-"][name$="-type"]`)]
    .map((type) => ({ kind: type.value, at: type.name.slice(0, -'-type'.length) }))
    .filter(({ at }) => named(`${at}-deleted`)?.value !== '1')
    .map(({ kind, at }) => {
      const part = (name) => named(`${at}-value-${name}`)?.value ?? '';
      return { kind, at, key: part('key'), label: part('label'), asked: part('asked') };
    });

  class Formula extends window.StimulusModule.Controller {
    static values = { scope: String, said: Object };

    connect() {
      this.open = () => this.show();
      this.element.addEventListener('focus', this.open);
    }

    disconnect() { this.element.removeEventListener('focus', this.open); }

    // (heading, what is put in, what it is) in groups; only what stands before this formula has a value in it.
    groups() {
      const said = this.saidValue;
      const [field, number] = this.element.name.split('-');
      const here = `${field}-${number}`;
      const before = (list) => {
        const at = list.findIndex((entry) => entry.at === here);
        return (at < 0 ? list : list.slice(0, at)).filter((entry) => entry.key);
      };
      const inputs = entries('inputs');
      const all = entries('columns');
      const typed = all.filter((column) => column.kind === 'typed' && column.key);
      const columns = field === 'columns' ? [...typed, ...before(all).filter((column) => column.kind === 'worked')] : before(all);
      const plain = (entry) => [entry.key, entry.label];
      const groups = [[said.set, inputs.filter((entry) => entry.asked !== 'each' && entry.key).map(plain)]];
      const given = inputs.find((entry) => entry.asked === 'each');
      const ofRow = [...columns.map(plain), ...(given ? [['given', said.given]] : [])];
      if (this.scopeValue === 'row') groups.push([said.columns, [...ofRow, ['row', said.row]]]);
      else {
        const over = named('picks')?.value ? ['picked', said.chosen] : ['sum', said.all];
        groups.push([over[1], ofRow.map(([key, label]) => [`${over[0]}(${key})`, label])]);
      }
      if (field !== 'columns') groups.push([said.results, before(entries('results')).map(plain)]);
      return groups.filter(([, names]) => names.length);
    }

    show() {
      const said = this.saidValue;
      document.querySelector('.formula-beside')?.remove();
      const groups = this.groups().map(([heading, names]) => made(
        'div', { class: 'formula-group' }, made('strong', {}, heading), ...names.map((name) => this.button(...name)),
      ));
      const can = said.can.map(([written, means]) => made('div', {}, made('dt', {}, made('code', {}, written)), made('dd', {}, means)));
      const names = groups.length ? groups : [made('p', { class: 'help' }, said.none)];
      const box = made(
        'div',
        { class: 'formula-beside', role: 'group', 'aria-label': said.names },
        ...(groups.length ? [made('p', { class: 'help' }, said.names)] : []),
        ...names,
        made('details', {}, made('summary', {}, said.does), made('dl', {}, ...can)),
      );
      this.element.after(box);
    }

    button(put, means) {
      const button = made('button', { type: 'button', class: 'button button-small button-secondary' }, made('code', {}, put), ` ${means}`);
      button.addEventListener('click', () => this.put(put));
      return button;
    }

    put(words) {
      const field = this.element;
      const [from, to] = [field.selectionStart, field.selectionEnd];
      const apart = /[\w)]$/.test(field.value.slice(0, from)) ? ' ' : '';
      field.setRangeText(apart + words, from, to, 'end');
      for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
      field.removeEventListener('focus', this.open);
      field.focus();
      field.addEventListener('focus', this.open);
    }
  }

  window.wagtail.app.register('formula', Formula);
})();
