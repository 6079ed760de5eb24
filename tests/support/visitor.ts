import { parse, type HTMLElement } from 'node-html-parser';

/**
 * A contributor or coordinator without a browser: follows links, fills in forms and keeps cookies,
 * all over real HTTP.
 */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Posts a form as a browser without script would, urlencoded. */
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Answer>;
  /** Posts a form with files. */
  upload(path: string, fields: Fields, files: Record<string, File>): Promise<Answer>;
  /** The same with several files under one name. */
  uploadAll(
    path: string,
    fields: Fields,
    files: readonly (readonly [string, File])[],
  ): Promise<Answer>;
}

export type Fields = Record<string, string | readonly string[]>;

export interface Answer {
  /** The address that was asked for. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly document: HTMLElement;
  /** The path that a redirect leads to. */
  readonly location: string;
  /** The values of a form's fields as they would be sent: hidden, typed, ticked and chosen ones. */
  fields(selector?: string): Fields;
  action(selector?: string): string;
}

export function visit(origin: string): Visitor {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const url = path.startsWith('http') ? path : origin + path;
    const headers = new Headers(init.headers);
    if (cookies.size > 0) {
      headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const equals = pair.indexOf('=');
      const value = pair.slice(equals + 1);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line))
        cookies.delete(pair.slice(0, equals));
      else cookies.set(pair.slice(0, equals), value);
    }
    return toAnswer(response, await response.text(), origin);
  };
  const uploadAll: Visitor['uploadAll'] = (path, fields, files) => {
    const body = new FormData();
    for (const [name, value] of toParams(fields)) body.append(name, value);
    for (const [name, file] of files) body.append(name, file);
    return send(path, { method: 'POST', body });
  };
  return {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, headers = {}) =>
      send(path, { method: 'POST', body: toParams(fields), headers }),
    upload: (path, fields, files) => uploadAll(path, fields, Object.entries(files)),
    uploadAll,
  };
}

function toParams(fields: Fields): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) params.append(name, one);
  }
  return params;
}

function toAnswer(response: Response, text: string, origin: string): Answer {
  const document = parse(text);
  return {
    url: response.url,
    status: response.status,
    headers: response.headers,
    text,
    document,
    location: (response.headers.get('Location') ?? '').replace(origin, ''),
    action: (selector = 'main form') =>
      document.querySelector(selector)?.getAttribute('action')?.replace(origin, '') ?? '',
    fields: (selector = 'main form') => readFields(document.querySelector(selector)),
  };
}

function readFields(form: HTMLElement | null): Fields {
  const fields: Record<string, string[]> = {};
  for (const field of form?.querySelectorAll('input, select, textarea') ?? []) {
    const name = field.getAttribute('name');
    const type = field.getAttribute('type') ?? '';
    if (name === undefined || ['file', 'submit', 'button'].includes(type)) continue;
    if (['checkbox', 'radio'].includes(type) && !field.hasAttribute('checked')) continue;
    const value =
      field.tagName === 'SELECT'
        ? (field.querySelector('option[selected]')?.getAttribute('value') ?? '')
        : field.tagName === 'TEXTAREA'
          ? field.textContent
          : (field.getAttribute('value') ?? (type === 'checkbox' ? 'on' : ''));
    (fields[name] ??= []).push(value);
  }
  return fields;
}
