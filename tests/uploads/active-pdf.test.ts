import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import { Invalid } from '../../src/domain/errors.ts';
import { inspectFlyer } from '../../src/uploads/inspect.ts';

const flyer = (text: string | Buffer): Promise<string> =>
  inspectFlyer(Buffer.from(text as string), 'flyer').then(
    () => 'taken',
    (error: unknown) => {
      if (!(error instanceof Invalid)) throw error;
      return error.problems.map(({ field, message }) => `${field}: ${message}`).join();
    },
  );

/** A flyer of one page; `extra` goes into its catalogue, `stream` is what is painted. */
function pdf(extra = '', stream: Buffer | string = 'BT (Hallo) Tj ET', type = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R${extra}>>endobj\n`),
    Buffer.from('2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'),
    Buffer.from('3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n'),
    Buffer.from(`4 0 obj<<${type}/Length ${String(stream.length)}>>\nstream\n`),
    Buffer.from(stream as string),
    Buffer.from('\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  ]);
}

describe('A flyer that somebody sends', () => {
  it('is taken as a PDF that shows pages', async () => {
    expect(await flyer(pdf())).to.equal('taken');
    expect(await flyer(pdf('/OpenAction[3 0 R /Fit]'))).to.equal('taken');
  });

  it('is taken although the bytes of its photographs look like anything by chance', async () => {
    const scan = Buffer.concat([
      randomBytes(50_000),
      Buffer.from('\u0001/JS \u0002/XFA '),
      randomBytes(50_000),
    ]);
    expect(await flyer(pdf('', scan, '/Subtype/Image/Filter/DCTDecode'))).to.equal('taken');
  });

  const action = '<</S/JavaScript/JS(app.alert(1))>>';
  const active: [string, Buffer][] = [
    ['runs a program when it is opened', pdf(`/OpenAction${action}`)],
    ['has a program among its names', pdf('/Names<</JavaScript 5 0 R>>')],
    ['spells the program in another way', pdf('/OpenAction<</S/J#61vaScript/#4aS(x)>>')],
    ['starts another program', pdf('/OpenAction<</S/Launch/F(calc.exe)>>')],
    [
      'carries a file inside',
      pdf('/Names<</EmbeddedFiles<</Names[(a.exe)<</EF<</F 5 0 R>>>>]>>>>'),
    ],
    ['carries a form of its own kind', pdf('/AcroForm<</XFA 5 0 R>>')],
    ['carries moving pictures', pdf('/A<</Subtype/RichMedia>>')],
    [
      'hides the program in a packed object',
      pdf('', deflateSync(`5 0 ${action}`), '/Type/ObjStm/N 1/First 4/Filter/FlateDecode'),
    ],
  ];
  for (const [title, bytes] of active) {
    it(`is refused when it ${title}`, async () => {
      expect(await flyer(bytes)).to.equal('flyer: flyerActive');
    });
  }

  it('is read once, however often it breaks off, and is not unpacked beyond measure', async () => {
    const many = Buffer.from(`%PDF-1.4\n${'<<>>stream\nendstream\n'.repeat(300_000)}`);
    expect(await flyer(many)).to.equal('taken');
    const bomb = pdf('', deflateSync(Buffer.alloc(60_000_000)), '/Type/ObjStm');
    expect(bomb.length).to.be.lessThan(100_000);
    expect(await flyer(bomb)).to.equal('flyer: flyerActive');
  });

  it('is refused as anything else', async () => {
    for (const text of ['Kein PDF', '<html>%PDF-1.4', 'PK\u0003\u0004', '']) {
      expect(await flyer(text), text).to.equal('flyer: flyerType');
    }
  });
});
