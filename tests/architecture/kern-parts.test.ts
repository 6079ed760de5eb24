import { expect } from 'chai';
import { gatherAssets } from '../../src/web/assets/assets.ts';
import { readSources } from '../support/sources.ts';

const KERN_CLASS = /(?<![\w-])kern-[a-z][\w-]*/g;

/** Every class of the design system that a sheet has a rule for. */
function listStyled(): Set<string> {
  const assets = gatherAssets();
  const sheets = ['style.css', 'form.css'].map((name) =>
    assets.find(assets.url(name).split('/').at(-1) ?? ''),
  );
  const text = sheets.map((sheet) => sheet?.identity.toString('utf8')).join('');
  return new Set([...text.matchAll(/\.(kern-[a-z][\w-]*)/g)].map((match) => match[1] ?? ''));
}

/** Every class of the design system that a view writes, with the views that do. */
function listWritten(): Map<string, string[]> {
  const written = new Map<string, string[]>();
  // A mail brings its own style.
  const views = [...readSources('views', '.ejs')].filter(([path]) => !path.includes('/mail/'));
  for (const [path, text] of [...views, ...readSources('src/web/assets/files', '.js')]) {
    for (const [name] of text.matchAll(KERN_CLASS)) {
      if (!written.get(name)?.includes(path))
        written.set(name, [...(written.get(name) ?? []), path]);
    }
  }
  return written;
}

describe('The parts of the design system', () => {
  it('that a view uses are all in one of the sheets', () => {
    const styled = listStyled();
    const missing = [...listWritten()]
      .filter(([name]) => !styled.has(name))
      .map(([name, paths]) => `${name} in ${paths.join(', ')}`);
    expect(missing).to.deep.equal([]);
  });

  it('would be missed: the views use many, and what nobody uses is left out of the sheet', () => {
    expect([...listWritten().keys()]).to.include.members(['kern-alert--danger', 'kern-form-check']);
    expect(listWritten().size).to.be.greaterThan(20);
    expect(listStyled().has('kern-accordion')).to.equal(false);
  });
});
