// The questions about a series are whole without this. It hides those that the chosen rule does not
// ask, and adds a date field without asking the server for one.
{
  const series = document.querySelector('details.series');

  function showParts() {
    const rule = series.querySelector('input[name="recurrence"]:checked')?.value ?? 'none';
    for (const part of series.querySelectorAll('[data-rules]')) {
      part.hidden = !part.dataset.rules.split(' ').includes(rule);
    }
  }

  /** The last row once more, empty, with names for its parts that no other row has. */
  function addRow(rows) {
    const last = rows.lastElementChild;
    const number = rows.children.length + 1;
    const row = last.cloneNode(true);
    const renew = (text) => text.replace(/\d+(?!.*\d)/, String(number));
    for (const part of [row, ...row.querySelectorAll('*')]) {
      for (const name of ['id', 'for', 'aria-label']) {
        if (part.hasAttribute(name)) part.setAttribute(name, renew(part.getAttribute(name)));
      }
      if (part.tagName === 'INPUT') part.value = '';
    }
    rows.append(row);
    return row;
  }

  if (series) {
    showParts();
    series.addEventListener('change', showParts);
    series.addEventListener('click', (event) => {
      const button = event.target.closest('[data-add]');
      if (!button) return;
      event.preventDefault();
      const row = addRow(button.parentElement.querySelector('[data-rows]'));
      row.querySelector('input').focus();
    });
    // What was typed before a reload may have stood in more fields than there are now.
    const form = series.closest('form');
    form.addEventListener('restoring', ({ detail }) => {
      for (const rows of series.querySelectorAll('[data-rows]')) {
        const { name } = rows.querySelector('input');
        const needed = detail.filter((pair) => pair[0] === name).length;
        while (rows.children.length < needed) addRow(rows);
      }
    });
    form.addEventListener('restored', () => {
      showParts();
      const rule = series.querySelector('input[name="recurrence"]:checked')?.value;
      if (rule && rule !== 'none') series.open = true;
    });
  }
}
