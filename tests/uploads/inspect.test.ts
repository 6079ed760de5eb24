import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { Invalid } from '../../src/domain/errors.ts';
import { inspectFlyer, inspectPicture, PICTURE_WIDTHS } from '../../src/uploads/inspect.ts';

/** A photograph as a telephone takes it: two halves, so that its orientation can be seen. */
function photograph(width = 800, height = 400): sharp.Sharp {
  const half = { width: width / 2, height, channels: 3 as const, background: '#ff0000' };
  return sharp({ create: { width, height, channels: 3, background: '#0000ff' } }).composite([
    { input: { create: half }, left: 0, top: 0 },
  ]);
}

/** A PNG that says how large it is and holds nothing but one colour. */
function plainPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const problemOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (error: unknown) => {
      if (!(error instanceof Invalid)) throw error;
      return error.problems.map(({ field, message }) => `${field}: ${message}`).join();
    },
  );
const picture = (bytes: Buffer) => problemOf(inspectPicture(bytes, 'images'));
const flyer = (text: string | Buffer) =>
  problemOf(inspectFlyer(Buffer.from(text as string), 'flyer'));

describe('A picture that somebody sends', () => {
  const exif = {
    IFD0: { Make: 'Telefon', Copyright: 'Nora Geheim' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 56/1 10/1', GPSLongitudeRef: 'E' },
  };

  it('comes out without place, camera and name, whatever it brought along', async () => {
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Nora xmlns:rdf="a"/></x:xmpmeta>';
    const taken = await photograph()
      .jpeg()
      .withExif(exif)
      .withXmp(xmp)
      .withIccProfile('p3')
      .toBuffer();
    const before = await sharp(taken).metadata();
    expect(before.exif?.toString('latin1')).to.include('Nora Geheim');
    expect([before.xmp, before.icc].every(Buffer.isBuffer)).to.equal(true);

    const { files } = await inspectPicture(taken, 'images');
    for (const file of Object.values(files)) {
      const after = await sharp(file).metadata();
      expect(after.format).to.equal('webp');
      expect(after).not.to.have.any.keys('exif', 'xmp', 'icc', 'iptc', 'orientation', 'comments');
      for (const trace of ['Nora', 'Telefon', 'EXIF', 'xmpmeta']) {
        expect(file.includes(trace), trace).to.equal(false);
      }
    }
  });

  it('is turned upright before what says so is thrown away', async () => {
    const lying = await photograph().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { files, width, height } = await inspectPicture(lying, 'images');
    expect([width, height]).to.deep.equal([400, 800]);
    const { data } = await sharp(files.large).raw().toBuffer({ resolveWithObject: true });
    const bottom = data.subarray(-3);
    expect([data[0] ?? 0, bottom[2] ?? 0].every((value) => value > 200)).to.equal(true);
  });

  it('is kept in two sizes, and never made larger than it was', async () => {
    const large = await inspectPicture(await photograph(4_000, 2_000).jpeg().toBuffer(), 'images');
    const sizes = await Promise.all(
      Object.values(large.files).map((file) => sharp(file).metadata()),
    );
    expect(sizes.map(({ width }) => width)).to.deep.equal(Object.values(PICTURE_WIDTHS));
    expect([large.width, large.height]).to.deep.equal([1_600, 800]);
    const small = await inspectPicture(await photograph(100, 50).png().toBuffer(), 'images');
    expect([small.width, small.height]).to.deep.equal([100, 50]);
  });

  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    it(`is taken as ${format}`, async () => {
      const bytes = await photograph(80, 40).toFormat(format).toBuffer();
      const { files, width } = await inspectPicture(bytes, 'images');
      expect([width, (await sharp(files.small).metadata()).format]).to.deep.equal([80, 'webp']);
    });
  }

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const others: [string, () => Buffer | Promise<Buffer>][] = [
    ['an SVG', () => Buffer.from(svg)],
    ['an SVG with its declaration', () => Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['a GIF', () => photograph(80, 40).gif().toBuffer()],
    ['a TIFF', () => photograph(80, 40).tiff().toBuffer()],
    ['a text that is called .jpg', () => Buffer.from('Das ist kein Bild.')],
    ['a web page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF', () => Buffer.from('%PDF-1.4\n%%EOF')],
    ['nothing', () => Buffer.alloc(0)],
  ];
  for (const [title, make] of others) {
    it(`is refused as ${title}, by what it is`, async () => {
      expect(await picture(await make())).to.equal('images: pictureType');
    });
  }

  it('is refused when it breaks off or is only noise behind a beginning', async () => {
    const noise = await sharp(randomBytes(600 * 400 * 3), {
      raw: { width: 600, height: 400, channels: 3 },
    })
      .jpeg()
      .toBuffer();
    expect(await picture(noise)).to.equal('taken');
    expect(await picture(noise.subarray(0, noise.length / 2))).to.equal('images: pictureBroken');
    const fake = Buffer.concat([noise.subarray(0, 20), randomBytes(5_000)]);
    expect(await picture(fake)).to.equal('images: pictureBroken');
  });

  it('is refused when it unpacks to hundreds of millions of pixels, and memory stays as it is', async () => {
    const bomb = plainPng(20_000, 20_000);
    expect(bomb.length).to.be.lessThan(200_000);
    expect(await picture(plainPng(2_000, 2_000))).to.equal('taken');
    const before = process.memoryUsage().rss;
    expect(await picture(bomb)).to.equal('images: pictureBroken');
    expect(process.memoryUsage().rss - before).to.be.lessThan(60_000_000);
  });

  it('carries nothing along that was hidden behind it', async () => {
    const script = '<script>alert("zwei Dateien in einer")</script>';
    const both = Buffer.concat([await photograph(80, 40).jpeg().toBuffer(), Buffer.from(script)]);
    const { files } = await inspectPicture(both, 'images');
    expect([both, files.large, files.small].map((file) => file.includes('alert'))).to.deep.equal([
      true,
      false,
      false,
    ]);
  });
});

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

  it('is refused as anything else', async () => {
    for (const text of ['Kein PDF', '<html>%PDF-1.4', 'PK\u0003\u0004', '']) {
      expect(await flyer(text), text).to.equal('flyer: flyerType');
    }
  });
});
