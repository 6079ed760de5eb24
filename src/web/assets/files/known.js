// "Same as last time": place and contact stay in this browser only when somebody ticks that they
// should, and go with one tap.
{
  const KEY = 'gemerkt';
  const LIFETIME = 365 * 24 * 3_600_000;
  const PLACE = [
    'placeName',
    'street',
    'houseNumber',
    'postalCode',
    'city',
    'stadtteil',
    'district',
  ];
  const CONTACT = ['submitterName', 'submitterEmail', 'submitterPhone', 'submitterOrganisation'];
  const MOST = 4;

  const read = () => {
    try {
      const known = JSON.parse(localStorage.getItem(KEY) ?? 'null');
      if (!known || !Array.isArray(known.places)) return undefined;
      if (Date.now() - known.at <= LIFETIME) return known;
      localStorage.removeItem(KEY);
    } catch {
      return undefined;
    }
    return undefined;
  };
  const gather = (form, names) =>
    Object.fromEntries(
      names.map((name) => [name, form.querySelector(`[name="${name}"]`)?.value ?? '']),
    );

  const check = document.querySelector('form.check-form');
  const wish = document.getElementById('merken');
  if (check && wish) {
    wish.hidden = false;
    const box = wish.querySelector('input');
    box.checked = read() !== undefined;
    check.addEventListener('submit', (event) => {
      if (event.submitter?.value !== 'send' || !box.checked) return;
      const place = gather(check, PLACE);
      const same = (other) => PLACE.every((name) => (other[name] ?? '') === place[name]);
      const places = [place, ...(read()?.places ?? []).filter((other) => !same(other))];
      try {
        const contact = gather(check, CONTACT);
        const known = { at: Date.now(), contact, places: places.slice(0, MOST) };
        localStorage.setItem(KEY, JSON.stringify(known));
      } catch {
        return;
      }
    });
  }

  const form = document.querySelector('form.form[enctype]');
  const offer = document.getElementById('gemerkt');
  const known = read();
  if (form && offer && known && !document.getElementById('probleme')) {
    const status = offer.querySelector('[role=status]');
    const forget = offer.querySelector('[data-forget]');
    const fill = (values) => {
      for (const [name, value] of Object.entries(values)) {
        const field = form.querySelector(`[name="${name}"]`);
        if (field) field.value = value;
      }
    };
    const labelOf = (place) => {
      const street = [place.street, place.houseNumber].filter(Boolean).join(' ');
      const option = form.querySelector(
        `[name=stadtteil] option[value="${CSS.escape(place.stadtteil)}"]`,
      );
      return place.placeName || street || (option?.value && option.textContent) || place.postalCode;
    };
    const makeButton = (label, values) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button small';
      button.textContent = label;
      button.addEventListener('click', () => {
        fill(values);
        status.textContent = offer.dataset.done;
        form.dispatchEvent(new Event('input', { bubbles: true }));
        form.dispatchEvent(new Event('restored'));
      });
      return button;
    };
    const places = known.places.filter(labelOf);
    forget.before(
      ...(places.length > 0
        ? places.map((place) => makeButton(labelOf(place), { ...place, ...known.contact }))
        : [makeButton(known.contact.submitterName, known.contact)]),
    );
    forget.addEventListener('click', () => {
      localStorage.removeItem(KEY);
      for (const button of offer.querySelectorAll('button')) button.hidden = true;
      status.textContent = offer.dataset.forgotten;
      offer.tabIndex = -1;
      offer.focus();
    });
    offer.hidden = false;
  }
}
