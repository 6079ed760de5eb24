// Keys for the queue; everything they do has a link or a button as well.
const rows = [...document.querySelectorAll('[data-row]')];
document.querySelector('[data-keys]')?.removeAttribute('hidden');
let current = -1;

function move(step) {
  if (rows.length === 0) return;
  current = Math.min(rows.length - 1, Math.max(0, current + step));
  rows[current].querySelector('a')?.focus();
}

document.addEventListener('keydown', (event) => {
  const target = event.target;
  const typing =
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'j') move(1);
  if (event.key === 'k') move(-1);
});

for (const details of document.querySelectorAll('details[data-decision]')) {
  details.addEventListener('toggle', () => {
    if (details.open) details.querySelector('select, textarea, input:not([type=hidden])')?.focus();
  });
}
