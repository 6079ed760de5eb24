// The form is whole without this. It keeps what was typed in this browser until it is sent, offers it
// when somebody comes back, and leads the eye to the problems.
{
  const LIFETIME = 5 * 24 * 3_600_000;
  const PRIVATE = /^(submitter|consent)/;
  const form = document.querySelector('form.form[enctype]');
  const nameFor = (path) => `entwurf ${path}`;

  // A full, forbidden or broken store is no reason to disturb anybody.
  const read = (store, key) => {
    try {
      return JSON.parse(store().getItem(key) ?? 'null');
    } catch {
      return null;
    }
  };
  const write = (store, key, value) => {
    try {
      if (value === undefined) store().removeItem(key);
      else store().setItem(key, JSON.stringify(value));
    } catch {
      return;
    }
  };
  const session = () => sessionStorage;
  const forget = (path) => {
    write(() => localStorage, nameFor(path), undefined);
    write(session, nameFor(path), undefined);
    write(session, `${nameFor(path)} privat`, undefined);
  };

  const sent = document.querySelector('[data-sent]');
  if (sent) forget(new URL(sent.dataset.sent, location.href).pathname);
  // A change that is sent leads to the status page, which knows nothing of forms.
  const check = document.querySelector('form.check-form');
  check?.addEventListener('submit', (event) => {
    if (event.submitter?.value === 'send' && location.pathname.includes('/vorgang/')) {
      forget(new URL(check.action).pathname);
    }
  });

  if (form) {
    const key = nameFor(new URL(form.action).pathname);
    // The address of an edit is a private link, and who wrote is private too: neither outlives the tab.
    const lasting = 'edit' in form.dataset ? session : () => localStorage;
    const problems = document.getElementById('probleme');
    const note = document.getElementById('entwurf');

    const fields = () =>
      [...form.elements].filter(
        (field) =>
          ['INPUT', 'TEXTAREA', 'SELECT'].includes(field.tagName) &&
          field.name &&
          !field.closest('.trap') &&
          !['hidden', 'file', 'submit'].includes(field.type),
      );
    const save = () => {
      const values = fields()
        .filter((field) => !['checkbox', 'radio'].includes(field.type) || field.checked)
        .map((field) => [field.name, field.value]);
      const open = values.filter(([name]) => !PRIVATE.test(name));
      write(lasting, key, { at: Date.now(), values: open });
      write(
        session,
        `${key} privat`,
        values.filter(([name]) => PRIVATE.test(name)),
      );
    };
    const stored = () => {
      const draft = read(lasting, key);
      if (!draft || !Array.isArray(draft.values)) return undefined;
      if (Date.now() - draft.at <= LIFETIME) return draft;
      write(lasting, key, undefined);
      return undefined;
    };
    const restore = (draft) => {
      const values = [...draft.values, ...(read(session, `${key} privat`) ?? [])];
      const names = new Set(values.map(([name]) => name));
      form.dispatchEvent(new CustomEvent('restoring', { detail: values }));
      const left = new Map();
      for (const [name, value] of values) left.set(name, [...(left.get(name) ?? []), value]);
      for (const field of fields()) {
        const own = left.get(field.name) ?? [];
        if (['checkbox', 'radio'].includes(field.type)) {
          if (names.has(field.name) || field.type === 'checkbox') {
            field.checked = own.includes(field.value);
          }
        } else if (own.length > 0) field.value = own.shift();
      }
      form.dispatchEvent(new Event('restored'));
    };
    const say = (text) => {
      note.hidden = false;
      note.querySelector('strong').textContent = text;
    };

    const draft = stored();
    const how = performance.getEntriesByType('navigation')[0]?.type;
    // What the server sends back after a refusal is the newest; a page that was left and met again is not.
    if (draft && note && !problems) {
      if (how === 'reload' || how === 'back_forward') {
        restore(draft);
        note.querySelector('[data-restore]').hidden = true;
        say(note.dataset.restored);
      } else if ('blank' in form.dataset) {
        const moment = new Intl.DateTimeFormat(document.documentElement.lang, {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          hour: 'numeric',
          minute: '2-digit',
        }).format(draft.at);
        say(form.dataset.keptAt.replace('#', moment));
      }
    }
    note?.querySelector('[data-restore]').addEventListener('click', () => {
      restore(draft);
      note.hidden = true;
      (form.querySelector('[name=title]') ?? form).focus();
    });
    note?.querySelector('[data-discard]').addEventListener('click', () => {
      write(lasting, key, undefined);
      write(session, `${key} privat`, undefined);
      form.reset();
      form.dispatchEvent(new Event('restored'));
      note.hidden = true;
      (form.querySelector('[name=title]') ?? form).focus();
    });
    if (problems) problems.focus();

    let waiting;
    const saveNow = () => {
      clearTimeout(waiting);
      waiting = undefined;
      save();
    };
    form.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(saveNow, 250);
    });
    // The last letters before leaving count too; what was only looked at does not become younger.
    addEventListener('pagehide', () => waiting !== undefined && saveNow());
  }
}
