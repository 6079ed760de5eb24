// "Open now": the page says the hours of today without it. Kept pages are older than the minute.
for (const place of document.querySelectorAll('[data-hours]')) {
  const { hours, zone, day, holidays, closed } = place.dataset;
  const spans = JSON.parse(hours);
  const clock = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const say = () => {
    const [date, time] = clock.format().split(' ');
    const midnight = Date.parse(date);
    const isHoliday = (days) =>
      holidays.includes(new Date(midnight + days * 864e5).toISOString().slice(0, 10));
    const minute = time.slice(0, 2) * 60 + +time.slice(3);
    const now = ((new Date(midnight).getUTCDay() + 6) % 7) * 1440 + minute;
    const since = (from) => (now - from + 10080) % 10080;
    const open = spans.find(([from, to]) => since(from) < to - from);
    const next = spans.reduce((a, b) => (since(a[0]) > since(b[0]) ? a : b));
    const wait = Math.floor((minute + 10080 - since(next[0])) / 1440);
    const line = place.querySelector('[data-now]');
    line.textContent = open ? open[2] : isHoliday(wait) ? closed : next[wait < 2 ? 3 + wait : 5];
    line.dataset.now = open ? 'open' : 'closed';
    line.hidden = isHoliday(0) || (open && since(open[0]) > minute && isHoliday(-1));
    // Left open over midnight: what was today is not any more.
    if (date !== day) place.querySelector('[data-today]').hidden = true;
  };
  say();
  setInterval(say, 2e4);
}
