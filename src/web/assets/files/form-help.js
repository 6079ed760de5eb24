// Help while typing: how much room is left, how a time was understood, which streets there are and
// which office is responsible. All of it the server says again when the form is sent.
{
  const form = document.querySelector('form.form[enctype]');
  const field = (name) => form.querySelector(`[name="${name}"]`);
  const ask = async (address, names, signal) => {
    const query = new URLSearchParams();
    for (const name of names) if (field(name)?.value) query.set(name, field(name).value);
    const answer = await fetch(`${address}?${query}`, { signal });
    return answer.ok ? answer.json() : undefined;
  };
  /** Asks again when the fields rest; an older answer never comes after a newer one. */
  const follow = (address, names, take) => {
    let waiting;
    let running = new AbortController();
    const go = () => {
      running.abort();
      running = new AbortController();
      ask(address, names, running.signal).then(
        (answer) => answer && take(answer),
        // Without a network the form goes on without help.
        () => undefined,
      );
    };
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(go, 250);
    };
    for (const name of names) field(name)?.addEventListener('input', later);
    form.addEventListener('restored', later);
    if (names.some((name) => field(name)?.value)) later();
  };
  const addHint = (input, id, live) => {
    const hint = document.createElement('p');
    hint.id = id;
    hint.className = 'kern-hint help';
    if (live) hint.setAttribute('role', 'status');
    (input.closest('.kern-form-input__select-wrapper') ?? input).after(hint);
    return hint;
  };

  const count = (input) => {
    const max = Number(input.dataset.max);
    const shown = addHint(input, `${input.id}-count`, false);
    const said = document.createElement('span');
    said.className = 'kern-sr-only';
    said.setAttribute('role', 'status');
    shown.after(said);
    shown.setAttribute('aria-hidden', 'true');
    let waiting;
    const show = (speak) => {
      const room = max < 100 ? -1 : max / 5;
      const left = max - input.value.replace(/\r\n?/g, '\n').trim().length;
      const text =
        left < 0
          ? form.dataset.over.replace('#', -left)
          : left <= room
            ? form.dataset.left.replace('#', left)
            : '';
      shown.textContent = text;
      shown.classList.toggle('help--over', left < 0);
      clearTimeout(waiting);
      if (speak) waiting = setTimeout(() => (said.textContent = text), 900);
    };
    input.addEventListener('input', () => show(true));
    form.addEventListener('restored', () => show(false));
    show(false);
  };

  const understandTimes = () => {
    const hints = ['startTime', 'endTime']
      .map((name) => field(name))
      .filter(Boolean)
      .map((input) => [input.name, addHint(input, `${input.id}-said`, true)]);
    follow(
      form.dataset.times,
      hints.map(([name]) => name),
      (answer) => {
        for (const [name, hint] of hints) {
          const problem = document.getElementById(`f-${name}-problem`)?.textContent.trim();
          const said = answer[name] ?? '';
          hint.textContent = said === problem ? '' : said;
        }
      },
    );
  };

  /** An editable combobox with a list, after the ARIA patterns: arrows, Enter, Escape, or a tap. */
  const suggest = () => {
    const input = field('street');
    const list = document.createElement('ul');
    list.id = `${input.id}-list`;
    list.className = 'suggestions';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', form.querySelector(`label[for=${input.id}]`).textContent);
    const box = document.createElement('div');
    box.className = 'suggest';
    input.before(box);
    box.append(input, list);
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': list.id,
    })) {
      input.setAttribute(name, value);
    }
    const office = document.createElement('p');
    office.className = 'office';
    office.setAttribute('role', 'status');
    field('district').closest('.field').after(office);

    let streets = [];
    let current = -1;
    const close = () => {
      list.hidden = true;
      current = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };
    const mark = (index) => {
      current = (index + streets.length) % streets.length;
      [...list.children].forEach((option, at) => {
        option.setAttribute('aria-selected', String(at === current));
        if (at === current) option.scrollIntoView({ block: 'nearest' });
      });
      input.setAttribute('aria-activedescendant', list.children[current].id);
    };
    const pick = (index) => {
      const { street, stadtteil, postalCode } = streets[index];
      const values = { street, stadtteil, postalCode };
      for (const [name, value] of Object.entries(values)) if (value) field(name).value = value;
      streets = [];
      close();
      picked = street;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    let picked = input.value;
    const show = () => {
      list.replaceChildren(
        ...streets.map(({ street, places }, index) => {
          const option = document.createElement('li');
          option.id = `${list.id}-${index}`;
          option.setAttribute('role', 'option');
          option.setAttribute('aria-selected', 'false');
          const name = document.createElement('span');
          name.textContent = street;
          const where = document.createElement('span');
          where.className = 'suggestions__where';
          where.textContent = places;
          option.append(name, ' ', where);
          // Before the field loses the focus and the list closes.
          option.addEventListener('pointerdown', (event) => event.preventDefault());
          option.addEventListener('click', () => pick(index));
          return option;
        }),
      );
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
    };
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      } else if (['ArrowDown', 'ArrowUp'].includes(event.key) && streets.length > 0) {
        event.preventDefault();
        if (list.hidden) show();
        mark(event.key === 'ArrowDown' ? current + 1 : current === -1 ? -1 : current - 1);
      } else if (event.key === 'Enter' && current >= 0) {
        event.preventDefault();
        pick(current);
      }
    });
    input.addEventListener('blur', close);

    const names = ['street', 'houseNumber', 'stadtteil', 'postalCode', 'district'];
    follow(form.dataset.places, names, (answer) => {
      office.textContent = answer.office;
      const isTyping = document.activeElement === input && input.value !== picked;
      const isWhole = answer.streets.length === 1 && answer.streets[0].street === input.value;
      streets = isTyping && !isWhole ? answer.streets : [];
      if (streets.length > 0) show();
      else close();
    });
  };

  if (form) {
    for (const input of form.querySelectorAll(':is(input, textarea)[data-max]')) count(input);
    if (form.dataset.times) understandTimes();
    if (form.dataset.places && field('street')) suggest();
  }
}
