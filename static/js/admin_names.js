// Short names propose themselves while an author writes: the anchor of a section from its title, the key of a question
// or an option from its words, of a source from author and year. A name that was there before, or that somebody typed,
// is never touched. Sources are offered where one is asked for, topics beside their field.
(() => {
  const LONGEST = 40;
  // Which words a name is made of, in the order in which they stand in it.
  const WORDS = { anchor: [['title']], key: [['author', 'year'], ['ask'], ['stem'], ['text']] };

  const named = (words) => {
    const plain = words.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
    const all = plain.replace(/['’]/g, '').split(/[^a-z0-9]+/).filter(Boolean);
    let name = '';
    for (const word of all) {
      if ((name + word).length >= LONGEST) break;
      name += (name && '-') + word;
    }
    return name || (all[0] || '').slice(0, LONGEST);
  };
  const sibling = (field, part) => document.getElementsByName(field.name.replace(/[a-z_]+$/, part))[0];
  const taken = (field, name) => {
    const alike = new RegExp(`^${field.name.replace(/\d+/g, '\\d+')}$`);
    return [...document.querySelectorAll('input')].some((other) => other !== field && alike.test(other.name) && other.value === name);
  };
  const free = (field, name) => {
    let number = 2;
    let wanted = name;
    while (taken(field, wanted)) wanted = `${name}-${number++}`;
    return wanted;
  };
  // In formulas a name is made of letters, digits and underscores, a letter first, and means one thing only.
  const IN_FORMULAS = /^(inputs|columns|results|findings)-\d+-value-key$/;
  const WORDED = /^(inputs|columns|results|findings)-\d+-value-(label|title)$/;
  const MEANS = 'given row pick and or not where if min max sum least most count picked ceil floor round'.split(' ');
  const others = (field) => [...document.querySelectorAll('input')]
    .filter((other) => other !== field && IN_FORMULAS.test(other.name)).map((other) => other.value);
  const formulaName = (field, words) => {
    const parts = named(words).split('-');
    while (parts.length && !/^[a-z]/.test(parts[0])) parts.shift();
    let name = '';
    for (const part of parts) if ((name + part).length < 29) name += (name && '_') + part;
    name = name || 'figure';
    const known = [...MEANS, ...others(field)];
    let number = 2;
    let free = name;
    while (known.includes(free)) free = `${name}_${number++}`;
    return free;
  };
  const used = (name) => [...document.querySelectorAll('[data-controller~="formula"], [name^="findings-"]')]
    .some((field) => !IN_FORMULAS.test(field.name) && new RegExp(`\\b${name}\\b`).test(field.value));
  const proposeForFormulas = (field) => {
    const target = sibling(field, 'key');
    if (target.value && (target.value !== target.dataset.proposed || used(target.value))) return;
    target.value = field.value.trim() ? formulaName(target, field.value) : '';
    target.dataset.proposed = target.value;
    target.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const propose = (target, sources) => {
    if (target.value && target.value !== target.dataset.proposed) return;
    const said = sources.map((source) => source.value).filter(Boolean);
    // Of an author only the last word: the surname, or how a company is filed.
    if (sources.length > 1 && said.length > 1) said[0] = said[0].trim().split(/\s+/).pop();
    const name = said.length ? named(said.join(' ')) : '';
    const proposed = name ? free(target, name) : '';
    if (proposed === target.value) return;
    target.value = proposed;
    target.dataset.proposed = proposed;
    target.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const follow = (field) => {
    if (WORDED.test(field.name || '')) { proposeForFormulas(field); return; }
    const part = /-value-([a-z_]+)$/.exec(field.name || '')?.[1];
    if (!part) return;
    for (const [name, ways] of Object.entries(WORDS)) {
      const way = ways.find((parts) => parts.includes(part));
      const target = way && sibling(field, name);
      if (target) propose(target, way.map((each) => sibling(field, each)).filter(Boolean));
    }
  };

  const options = (values) => values.map((value) => new Option(value, value));
  const offerSources = (field) => {
    if (!/^body-.*-source$/.test(field.name || '')) return;
    let list = document.getElementById('sources-offered');
    if (!list) {
      list = document.createElement('datalist');
      list.id = 'sources-offered';
      document.body.append(list);
    }
    const keys = [...document.querySelectorAll('input')].filter((each) => /^sources-\d+-value-key$/.test(each.name));
    const gone = (key) => document.getElementsByName(key.name.replace('value-key', 'deleted'))[0]?.value === '1';
    const there = keys.filter((key) => key.value && !gone(key));
    list.replaceChildren(...options(there.map((each) => each.value)));
    field.setAttribute('list', list.id);
  };

  const offerTopics = (field) => {
    const choice = document.createElement('select');
    choice.setAttribute('aria-label', field.dataset.topicsLabel);
    choice.className = 'topics-offered';
    choice.append(new Option(`${field.dataset.topicsLabel} …`, ''), ...options(field.dataset.topics.split(' ')));
    choice.addEventListener('change', () => {
      const lines = field.value.split('\n').map((line) => line.trim()).filter(Boolean);
      if (choice.value && !lines.includes(choice.value)) lines.push(choice.value);
      field.value = lines.join('\n');
      choice.value = '';
      for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    });
    field.after(choice);
  };

  document.addEventListener('input', (event) => follow(event.target));
  document.addEventListener('focusin', (event) => offerSources(event.target));
  document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-topics]').forEach(offerTopics));
})();
