// A small table over a text box: the box holds lines of cells between tabs and is what the form sends.
(() => {
  // As content/grids.py reads and writes it.
  const cellsOf = (text) => {
    const apart = text.includes('\t') ? '\t' : ';';
    const rows = [[]];
    let cell = '';
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      if (quoted && sign === '"' && text[at + 1] === '"') { cell += sign; at += 1; }
      else if (sign === '"' && (quoted || cell === '')) quoted = !quoted;
      else if (!quoted && (sign === apart || sign === '\n')) {
        rows.at(-1).push(cell);
        cell = '';
        if (sign === '\n') rows.push([]);
      } else if (sign !== '\r') cell += sign;
    }
    rows.at(-1).push(cell);
    return rows
      .map((row) => row.map((one) => one.replace(/\s+/g, ' ').trim()))
      .filter((row) => row.some(Boolean));
  };
  const written = (cell) => (cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell);
  const textOf = (rows) => rows
    .filter((row) => row.some((cell) => cell.trim()))
    .map((row) => row.map(written).join('\t').replace(/\t+$/, ''))
    .join('\n');
  // Words above figures: a column that holds numbers alone, but for its first cell.
  const FIGURE = /^[-−–€$£\s]*\d[\d.,\s]*[%€$£]?$/;
  const headOf = ([first, ...rest]) => rest.length > 0 && first.slice(1).some(Boolean)
    && first.slice(1).every((name, place) => !/\d/.test(name) && (!name || rest.every((row) => FIGURE.test(row[place + 1] ?? ''))));
  const made = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };

  class Grid extends window.StimulusModule.Controller {
    static values = { said: Object };

    connect() {
      const { mostRows, mostColumns } = this.saidValue;
      const columns = this.begin();
      this.free = !columns.length;
      const rows = this.read();
      const width = this.free ? Math.max(2, ...rows.map((row) => row.length)) : columns.length;
      this.most = { rows: mostRows + (this.free ? 1 : 0), columns: this.free ? mostColumns : width };
      while (rows.length < (this.free ? 4 : 3)) rows.push([]);
      this.rows = rows.map((row) => Array.from({ length: width }, (_, place) => row[place] ?? ''));
      this.box = made('div', this.head ? { class: 'grid', 'data-rows': '' } : { class: this.free ? 'grid' : 'grid grid--fixed' });
      this.element.hidden = true;
      this.element.after(this.box);
      this.draw();
    }

    // Which columns there are, none where the first row names them; and what the text box holds.
    begin() { return this.saidValue.columns; }

    get titles() { return this.saidValue.columns; }

    read() { return cellsOf(this.element.value); }

    disconnect() {
      this.box.remove();
      this.element.hidden = false;
    }

    draw(focus) {
      const said = this.saidValue;
      const table = made('table');
      if (!this.free) {
        const titles = this.titles.map((title) => made('th', { scope: 'col' }, title));
        table.append(made('thead', {}, made('tr', {}, ...titles, made('td'))));
      }
      const body = made('tbody');
      this.rows.forEach((row, at) => body.append(this.line(row, at)));
      table.append(body);
      const acts = made('div', { class: 'grid-acts' });
      if (this.rows.length < this.most.rows) acts.append(this.button(said.addRow, () => this.addRow()));
      if (this.free && this.width < this.most.columns) acts.append(this.button(said.addColumn, () => this.addColumn()));
      if (this.free && this.width > 2) acts.append(this.button(said.removeColumn, () => this.removeColumn()));
      this.box.replaceChildren(table, acts, made('p', { class: 'help' }, said.hint));
      if (focus) this.input(...focus)?.focus();
    }

    get width() { return this.rows[0].length; }

    input(at, place) { return this.box.querySelector(`[data-at="${at}-${place}"]`); }

    line(row, at) {
      const said = this.saidValue;
      const head = this.free && at === 0;
      const cells = row.map((value, place) => {
        const column = this.free ? this.rows[0][place] || String(place + 1) : this.titles[place];
        const name = head ? said.head.replace('{column}', place + 1)
          : said.cell.replace('{column}', column).replace('{row}', this.free ? at : at + 1);
        const field = made('input', { type: 'text', 'aria-label': name, 'data-at': `${at}-${place}`, autocomplete: 'off' });
        field.value = value;
        field.addEventListener('input', () => { this.rows[at][place] = field.value; this.keep(); });
        field.addEventListener('paste', (event) => this.paste(event, at, place));
        field.addEventListener('keydown', (event) => this.move(event, at, place));
        return made(head ? 'th' : 'td', {}, field);
      });
      const away = made('td', { class: 'grid-away' });
      if (!head && this.rows.length > 1) {
        const words = said.removeRow.replace('{row}', this.free ? at : at + 1);
        const button = this.button('×', () => this.removeRow(at));
        button.setAttribute('aria-label', words);
        away.append(button);
      }
      return made('tr', {}, ...cells, away);
    }

    button(words, act) {
      const button = made('button', { type: 'button', class: 'button button-small button-secondary' }, words);
      button.addEventListener('click', act);
      return button;
    }

    text() { return textOf(this.rows); }

    keep() {
      const text = this.text();
      if (text === this.element.value) return;
      this.element.value = text;
      this.element.dispatchEvent(new Event('input', { bubbles: true }));
      this.element.dispatchEvent(new Event('change', { bubbles: true }));
    }

    // A spreadsheet's rows fill the table from here; anything else is pasted as into any field.
    paste(event, at, place) {
      const cells = cellsOf(event.clipboardData.getData('text/plain').replace(/\n$/, ''));
      if (cells.length < 2 && (cells[0] ?? []).length < 2) return;
      event.preventDefault();
      const headed = !this.free && headOf(cells);
      if (headed) cells.shift();
      const width = Math.min(this.most.columns, Math.max(this.width, ...cells.map((row) => place + row.length)));
      const length = Math.min(this.most.rows, Math.max(this.rows.length, at + cells.length));
      this.rows = Array.from({ length }, (_, line) => Array.from({ length: width }, (__, column) => (
        cells[line - at]?.[column - place] ?? this.rows[line]?.[column] ?? '')));
      this.keep();
      this.draw([Math.min(length, at + cells.length) - 1, place]);
      const cut = Math.max(0, at + cells.length - length);
      const wide = Math.max(0, ...cells.map((row) => place + row.length)) - width;
      this.tell([headed && this.saidValue.headed, cut && this.saidValue.cut.replace('{rows}', cut), wide > 0 && this.saidValue.wide]);
    }

    // What became of the rest of what was pasted.
    tell(sentences) {
      const told = made('p', { role: 'status' });
      this.box.append(told);
      told.textContent = sentences.filter(Boolean).join(' ');
    }

    move(event, at, place) {
      if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      const next = at + (event.key === 'ArrowUp' ? -1 : 1);
      if (event.key === 'Enter' && next === this.rows.length) this.addRow(place);
      else this.input(next, place)?.focus();
    }

    addRow(place = 0) {
      if (this.rows.length >= this.most.rows) return;
      this.rows.push(Array(this.width).fill(''));
      this.draw([this.rows.length - 1, place]);
    }

    removeRow(at) {
      this.rows.splice(at, 1);
      this.keep();
      this.draw([Math.min(at, this.rows.length - 1), 0]);
    }

    addColumn() {
      for (const row of this.rows) row.push('');
      this.draw([0, this.width - 1]);
    }

    removeColumn() {
      for (const row of this.rows) row.pop();
      this.keep();
      this.draw([0, this.width - 1]);
    }
  }

  // The rows of a decision: its columns of figures are those that the form describes above it, by their names.
  class RowsGrid extends Grid {
    begin() {
      const [head = []] = cellsOf(this.element.value);
      this.head = head.slice(2, -1).map((key) => ({ key, label: key }));
      this.follow = () => this.sync();
      for (const kind of ['input', 'change']) document.addEventListener(kind, this.follow);
      this.seen = new MutationObserver(this.follow);
      this.seen.observe(this.element.form, { childList: true, subtree: true, attributeFilter: ['style'] });
      return this.titles;
    }

    get titles() {
      const [name, line, key] = this.saidValue.columns;
      return [name, line, ...this.head.map((column) => column.label || '…'), key];
    }

    read() { return cellsOf(this.element.value).slice(1); }

    text() {
      const [name, line, key] = this.saidValue.around;
      return textOf([[name, line, ...this.head.map((column) => column.key), key], ...this.rows]);
    }

    disconnect() {
      for (const kind of ['input', 'change']) document.removeEventListener(kind, this.follow);
      this.seen.disconnect();
      super.disconnect();
    }

    described() {
      const named = (name) => document.getElementsByName(name)[0];
      return [...this.element.form.querySelectorAll(`input[name^="${this.saidValue.follows}-"][name$="-type"]`)]
        .map((type) => ({ type, at: type.name.slice(0, -'-type'.length) }))
        .filter(({ type, at }) => type.value === 'typed' && named(`${at}-deleted`)?.value !== '1')
        .map(({ at }) => ({ field: named(`${at}-value-key`), label: named(`${at}-value-label`) }))
        .filter(({ field, label }) => field && label)
        .map(({ field, label }) => ({ field, key: field.value, label: label.value }));
    }

    // A column keeps its cells while its name and its place change.
    sync() {
      if (!this.box || !document.getElementsByName(`${this.saidValue.follows}-count`).length) return;
      const wanted = this.described();
      const alike = ({ field, key, label }, other) => field === other?.field && key === other.key && label === other.label;
      if (wanted.length === this.head.length && wanted.every((each, at) => alike(each, this.head[at]))) return;
      const keys = this.head.map((column) => column.key).join('\t');
      const from = wanted.map((each) => this.head.findIndex((old) => (old.field ? old.field === each.field : old.key === each.key)));
      const cell = (row, place) => (place < 0 ? '' : row[place + 2]);
      this.rows = this.rows.map((row) => [row[0], row[1], ...from.map((place) => cell(row, place)), row.at(-1)]);
      this.head = wanted;
      this.most.columns = this.titles.length;
      this.draw();
      if (keys !== wanted.map((column) => column.key).join('\t')) this.keep();
    }
  }

  window.wagtail.app.register('grid', Grid);
  window.wagtail.app.register('rows-grid', RowsGrid);
})();
