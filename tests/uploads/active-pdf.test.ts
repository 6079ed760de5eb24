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
  /** A program in packed objects, with what stands in and behind their dictionary. */
  const packed = (filter: string, behind = '', type = '/Type/ObjStm'): Buffer =>
    Buffer.concat([
      Buffer.from(`%PDF-1.5\n4 0 obj<<${type}/N 1/First 4${filter}>>${behind}\nstream\n`),
      deflateSync(`5 0 ${action}`),
      Buffer.from('\nendstream\nendobj\n%%EOF\n'),
    ]);
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
    [
      'says nothing but where its packed objects lie, twice packed',
      packed('/Filter[/FlateDecode/FlateDecode]'),
    ],
    [
      'hides packed objects behind many spaces',
      packed(`/Filter/FlateDecode${' '.repeat(40)}`, '  % x'),
    ],
    ['hides packed objects behind a comment', packed('/Filter/FlateDecode', '%stream')],
    [
      'hides packed objects behind a long dictionary',
      packed(`/Filter/FlateDecode/Note(${'x'.repeat(6_000)})`),
    ],
    [
      'spells the packed objects in another way',
      packed('/Filter/FlateDecode', '', '/Type/Obj#53tm'),
    ],
    [
      'filters packed objects before packing them',
      packed('/Filter/FlateDecode/DecodeParms<</Predictor 12>>'),
    ],
    [
      'shows harmless packed objects before the true ones',
      Buffer.concat([
        Buffer.from('%PDF-1.5\n4 0 obj<</Type/ObjStm/Filter/FlateDecode/Note(>>stream\n'),
        deflateSync('1 0 <</Type/Catalog>>'),
        Buffer.from('\nendstream)>>stream\n'),
        deflateSync(`5 0 ${action}`),
        Buffer.from('\nendstream\nendobj\n%%EOF'),
      ]),
    ],
    [
      'hides objects among what looks like the bytes of a picture',
      Buffer.from(
        '%PDF-1.4\n% stream\n5 0 obj<</S/Foo/JS(app.alert(1))>>endobj\n%endstream\n%%EOF',
      ),
    ],
  ];
  for (const [title, bytes] of active) {
    it(`is refused when it ${title}`, async () => {
      expect(await flyer(bytes)).to.equal('flyer: flyerActive');
    });
  }

  it('is taken with packed objects that only describe pages', async () => {
    const objects = deflateSync(
      '1 0 2 40 <</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Kids[]/Count 0>>',
    );
    const type = '/Type /ObjStm /N 2 /First 8 /Filter [ /FlateDecode ]';
    expect(await flyer(pdf('', objects, type))).to.equal('taken');
  });

  it('is refused when it is encrypted, with a sentence of its own', async () => {
    const locked = pdf().toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R/Encrypt 9 0 R');
    expect(await flyer(locked)).to.equal('flyer: flyerLocked');
  });

  it('that takes for ever to paint has no preview, and pages are answered meanwhile', async () => {
    // Dashes of a tenth of a point, thousands on each of very many lines.
    const lines = `[0.1 0.1] 0 d 0 0 m ${'1 1 l 2 5 l 400 500 l '.repeat(300_000)} S`;
    let answered = 0;
    const beat = setInterval(() => (answered += 1), 100);
    const taken = await inspectFlyer(pdf('', lines), 'flyer');
    clearInterval(beat);
    expect(taken).to.equal(undefined);
    expect(answered).to.be.greaterThan(20);
  }).timeout(30_000);

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
