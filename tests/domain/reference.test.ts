import { expect } from 'chai';
import { formatReference, isReference } from '../../src/domain/reference.ts';

describe('The code that people say on the telephone', () => {
  it('names the district, the year and the number', () => {
    expect(formatReference('KAL', 2026, 42)).to.equal('KAL-26-0042');
    expect(formatReference('POR', 2030, 12_345)).to.equal('POR-30-12345');
    expect(formatReference('CHO', 2100, 1)).to.equal('CHO-00-0001');
  });

  it('is told from anything else', () => {
    for (const text of ['KAL-26-0042', 'POR-30-1234567']) expect(isReference(text)).to.equal(true);
    const others = [
      'kal-26-0042',
      'KAL-26-42',
      'KAL-2026-0042',
      'KALK-26-0042',
      'KAL-26-0042\n',
      '',
    ];
    expect(others.filter(isReference)).to.deep.equal([]);
  });
});
