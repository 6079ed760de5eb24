// The form is whole without this. It keeps what was typed in this browser until it is sent, and
// leads the eye to the problems.
const form = document.querySelector('form.form[enctype]');
const storageKey = form && `entwurf ${new URL(form.action).pathname}`;
const kept = ['INPUT', 'TEXTAREA', 'SELECT'];

function fields() {
  return [...form.elements].filter(
    (field) =>
      kept.includes(field.tagName) &&
      field.name &&
      !['hidden', 'file', 'submit'].includes(field.type),
  );
}

function save() {
  const values = fields()
    .filter((field) => !['checkbox', 'radio'].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value]);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(values));
  } catch {
    // A full or forbidden store is no reason to disturb anybody.
  }
}

function restore() {
  const values = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
  if (!values) return;
  for (const field of fields()) {
    const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (['checkbox', 'radio'].includes(field.type)) field.checked = own.includes(field.value);
    else if (own.length > 0) field.value = own[0];
  }
}

if (form) {
  const problems = document.getElementById('probleme');
  // What the server sends back after a refusal is the newest; a plain reload is not.
  if (!problems && performance.getEntriesByType('navigation')[0]?.type === 'reload') restore();
  if (problems) problems.focus();
  form.addEventListener('input', save);
}
