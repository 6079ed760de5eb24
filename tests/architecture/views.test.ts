import { expect } from 'chai';
import { readSources } from '../support/sources.ts';

describe('Views', () => {
  const views = readSources('views', '.ejs');
  const code = [...readSources('src', '.ts').values()].join('\n');

  it('are all drawn by some page, and every view that a page draws is there', () => {
    const asked = new Set<string>();
    for (const match of code.matchAll(/(?:sendPage|renderPage)\(\s*\w+,\s*'([\w/-]+)'/g)) {
      asked.add(match[1] ?? '');
    }
    for (const match of code.matchAll(/template\('([\w/-]+)'\)/g)) asked.add(match[1] ?? '');
    for (const layout of ['public', 'desk', 'bare']) asked.add(`layouts/${layout}`);
    if (code.includes('views/mail/mail.ejs')) asked.add('mail/mail');
    for (const [path, text] of views) {
      for (const match of text.matchAll(/include\('([\w./-]+)'/g)) {
        const folder = path.replace(/^views\//, '').replace(/[^/]+$/, '');
        const target = new URL(match[1] ?? '', `file:///${folder}`).pathname;
        asked.add(target.slice(1));
      }
    }
    const there = [...views.keys()].map((path) => path.replace(/^views\/|\.ejs$/g, ''));
    expect([...asked].sort()).to.deep.equal(there.sort());
  });

  it('print nothing unescaped but what was drawn or cleaned before', () => {
    const raw = [...views].flatMap(([path, text]) =>
      [...text.matchAll(/<%-\s*(.*?)\s*%>/gs)].map((match) => `${path}: ${match[1] ?? ''}`),
    );
    const allowed =
      /: (include\(|v\.(escape\(|body|item\.html|line\(|entryLine\(|card\(|fieldView\(|foundView\(|pictureView\(|decisionView\()|(plain|links|linkedData|decision|problemLine|aria|limit)\b)/;
    expect(raw.length).to.be.greaterThan(10);
    expect(raw.filter((line) => !allowed.test(line))).to.deep.equal([]);
  });
});
