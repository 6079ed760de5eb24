// Suggestions while typing: a combobox with a list, after the ARIA patterns. Without it the form works alike.
for (const form of document.querySelectorAll('form[data-suggest]:not([data-ready])')) {
  form.dataset.ready = '';
  const input = form.querySelector('[type=search]');
  const list = document.createElement('ul');
  const said = document.createElement('p');
  let options = [];
  let current = -1;
  let waiting;
  let running;
  list.id = `${input.id}-list`;
  list.className = 'find__list';
  list.hidden = true;
  said.className = 'kern-sr-only';
  for (const [element, names] of [
    [list, { role: 'listbox', 'aria-label': form.querySelector('label').textContent }],
    [said, { role: 'status' }],
    [
      input,
      {
        role: 'combobox',
        'aria-autocomplete': 'list',
        'aria-expanded': 'false',
        'aria-controls': list.id,
      },
    ],
  ]) {
    for (const name in names) element.setAttribute(name, names[name]);
  }
  input.parentElement.append(list, said);

  const close = () => {
    list.hidden = true;
    current = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = (index) => {
    current = (index + options.length) % options.length;
    [...list.children].forEach((option, at) =>
      option.setAttribute('aria-selected', String(at === current)),
    );
    list.children[current].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', list.children[current].id);
  };
  const pick = ({ text, url }) => {
    close();
    if (url) location.assign(url);
    else {
      input.value = text;
      form.requestSubmit();
    }
  };
  const show = () => {
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
  };
  const take = (answer) => {
    close();
    options = document.activeElement === input ? answer.suggestions : [];
    list.replaceChildren(
      ...options.map((suggestion, index) => {
        const option = document.createElement('li');
        const text = document.createElement('bdi');
        const note = document.createElement('span');
        option.id = `${list.id}-${index}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        text.textContent = suggestion.text;
        note.textContent = suggestion.note;
        option.append(text, ' ', note);
        // Before the field loses the focus and the list closes.
        option.addEventListener('pointerdown', (event) => event.preventDefault());
        option.addEventListener('click', () => pick(suggestion));
        return option;
      }),
    );
    said.textContent = answer.said;
    show();
  };
  const ask = () => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    fetch(`${form.dataset.suggest}?q=${encodeURIComponent(input.value)}`, { signal })
      .then((answer) => answer.ok && answer.json().then(take))
      // Without a network, or with a newer question, nothing is suggested.
      .catch(() => undefined);
  };
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  input.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    } else if (['ArrowDown', 'ArrowUp'].includes(key) && options.length > 0) {
      event.preventDefault();
      if (list.hidden) show();
      mark(key === 'ArrowDown' ? current + 1 : current < 0 ? -1 : current - 1);
    } else if (key === 'Enter' && current >= 0) {
      event.preventDefault();
      pick(options[current]);
    }
  });
  input.addEventListener('blur', close);
}
