// Files travel with the form without this. With it they go up one by one while people go on typing,
// and the part of a picture that must stay in sight is chosen on the picture itself.
const root = document.querySelector('[data-files]');

function watch() {
  const form = root.closest('form');
  const texts = JSON.parse(root.dataset.texts);
  const max = Number(root.dataset.max);
  const list = root.querySelector('[data-pictures]');
  const choose = root.querySelector('[data-choose]');
  const status = root.querySelector('[data-status]');
  const flyerPlace = root.querySelector('[data-flyer]');
  let given = list.children.length;
  let waiting = 0;
  let turn = Promise.resolve();

  const word = (name, values = {}) =>
    texts[name].replace(/%(\w+)%/g, (_, key) => values[key] ?? '');
  const say = (text) => {
    status.textContent = text;
  };
  const held = () => list.children.length + choose.querySelectorAll('progress').length;

  function settle() {
    [...list.children].forEach((picture, index) => {
      for (const place of picture.querySelectorAll('[data-number]')) place.textContent = index + 1;
    });
    choose.hidden = list.children.length >= max;
  }

  function ask(data, onProgress) {
    for (const name of ['key', 'stamp']) data.set(name, form.elements[name].value);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('POST', root.dataset.address);
      request.upload.onprogress = (event) => onProgress?.(event.loaded / event.total);
      request.onloadend = () => resolve({ status: request.status, text: request.responseText });
      request.send(data);
    });
  }

  function partOf(answer) {
    const holder = document.createElement('template');
    holder.innerHTML = answer.text;
    return holder.content.firstElementChild;
  }

  function complain(row, text) {
    row.replaceChildren(Object.assign(document.createElement('span'), { textContent: text }));
    row.className = 'files__problem';
    say(text);
  }

  async function send(file, input, row, bar) {
    const name = file.name;
    const data = new FormData();
    data.set('number', (given += 1));
    data.set(input.name, file);
    const answer = await ask(data, (part) => {
      bar.value = part;
      row.firstChild.textContent = word('sending', { name, percent: Math.round(part * 100) });
    });
    if (answer.status === 200) {
      row.remove();
      const part = partOf(answer);
      if (input.id === 'f-flyer') {
        flyerPlace.replaceChildren(part);
        return part.querySelector('button');
      }
      list.append(part);
      improve(part);
      settle();
      say(word('done', { number: list.children.length }));
      return part.querySelector('input[type=text]');
    }
    const isOurs = [413, 422].includes(answer.status) && !answer.text.startsWith('<');
    complain(
      row,
      isOurs ? answer.text : word(answer.status === 429 ? 'tooFast' : 'lost', { name }),
    );
    return undefined;
  }

  function take(files, input) {
    const queue = input.closest('.field').parentElement.querySelector('[data-queue]');
    for (const row of queue.querySelectorAll('.files__problem')) row.remove();
    let firstNew;
    for (const file of files) {
      const row = queue.appendChild(document.createElement('li'));
      if (input.multiple && held() >= max) {
        complain(row, word('tooMany', { name: file.name }));
        continue;
      }
      const label = row.appendChild(document.createElement('span'));
      label.textContent = word('waiting', { name: file.name });
      const bar = row.appendChild(document.createElement('progress'));
      bar.ariaLabel = file.name;
      bar.value = 0;
      waiting += 1;
      turn = turn
        .then(() => send(file, input, row, bar))
        .then((place) => {
          firstNew ??= place;
        })
        .finally(() => {
          waiting -= 1;
        });
    }
    turn = turn.then(() => {
      // Whoever has gone on to another question is not called back.
      const isHere = [input, document.body, null].includes(document.activeElement);
      if (firstNew && isHere) firstNew.focus();
    });
    input.value = '';
  }

  function remove(button) {
    const picture = button.closest('[data-picture]');
    if (picture) {
      const next = picture.nextElementSibling ?? picture.previousElementSibling;
      picture.remove();
      settle();
      (next ?? root.querySelector('#f-images')).focus();
    } else {
      flyerPlace.replaceChildren();
      root.querySelector('#f-flyer').focus();
    }
    say(word('removed'));
  }

  async function rotate(button) {
    const picture = button.closest('[data-picture]');
    const data = new FormData();
    for (const field of picture.querySelectorAll('[name]')) {
      if (field.type !== 'submit' && field.type !== 'radio') data.append(field.name, field.value);
    }
    data.set('step', button.value);
    data.set('number', (given += 1));
    button.disabled = true;
    const answer = await ask(data);
    button.disabled = false;
    if (answer.status !== 200) {
      // A picture of an earlier version belongs to its submission: the form's own way knows that.
      form.requestSubmit(button);
      return;
    }
    const turned = partOf(answer);
    picture.replaceWith(turned);
    improve(turned);
    settle();
    turned.querySelector('[data-rotate]').focus();
    say(word('turned', { number: [...list.children].indexOf(turned) + 1 }));
  }

  root.addEventListener('click', (event) => {
    const button = event.target.closest('[data-remove], [data-rotate]');
    if (!button || !event.isTrusted) return;
    event.preventDefault();
    if ('remove' in button.dataset) remove(button);
    else void rotate(button);
  });
  root.addEventListener('change', (event) => {
    if (event.target.type === 'file') take([...event.target.files], event.target);
  });
  form.addEventListener('submit', (event) => {
    if (waiting === 0) return;
    event.preventDefault();
    say(word('wait'));
    const { submitter } = event;
    turn = turn.then(() => form.requestSubmit(submitter));
  });

  choose.querySelector('[data-upload]').hidden = true;
  choose.querySelector('.kern-hint').append(` ${word('drop')}`);
  for (const [type, isOver] of [
    ['dragover', true],
    ['dragleave', false],
    ['drop', false],
  ]) {
    choose.addEventListener(type, (event) => {
      event.preventDefault();
      choose.classList.toggle('files__choose--over', isOver);
      if (type === 'drop') take([...event.dataTransfer.files], choose.querySelector('input'));
    });
  }
  for (const picture of list.children) improve(picture);
}

/** A grid of nine choices over the picture; the select goes on holding the answer. */
function improve(picture) {
  const field = picture.querySelector('[data-focus]');
  const select = field.querySelector('select');
  const crop = picture.querySelector('[data-crop]');
  const label = field.querySelector('label');
  const grid = Object.assign(document.createElement('div'), { className: 'focus-grid' });
  grid.role = 'radiogroup';
  grid.ariaLabel = label.textContent;
  for (const option of select.options) {
    const cell = grid.appendChild(document.createElement('label'));
    const radio = cell.appendChild(document.createElement('input'));
    radio.type = 'radio';
    radio.name = `${select.id}-grid`;
    radio.value = option.value;
    radio.checked = option.selected;
    // It is not part of the form: the select is.
    radio.setAttribute('form', '');
    const text = cell.appendChild(document.createElement('span'));
    text.className = 'kern-sr-only';
    text.textContent = option.textContent;
  }
  grid.addEventListener('change', (event) => {
    select.value = event.target.value;
    crop.className = `at-${select.value}`;
  });
  grid.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -3, ArrowDown: 3 }[event.key];
    if (!step) return;
    event.preventDefault();
    const radios = [...grid.querySelectorAll('input')];
    const next = radios[radios.indexOf(event.target) + step];
    if (next) {
      next.focus();
      next.click();
    }
  });
  const whole = picture.querySelector('[data-whole]');
  const frame = Object.assign(document.createElement('div'), { className: 'focus-frame' });
  frame.append(...whole.childNodes, grid);
  const caption = document.createElement('p');
  caption.className = 'fine';
  caption.textContent = label.textContent;
  whole.replaceChildren(frame, caption);
  field.hidden = true;
}

if (root) watch();
