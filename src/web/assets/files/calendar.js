// The month's button to print; without script the browser's own menu does it, as the page says.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
