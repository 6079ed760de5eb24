import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { Invalid } from '../../src/domain/errors.ts';
import { inspectPicture } from '../../src/uploads/inspect.ts';
import { listChunks } from '../support/webp.ts';
import { PICTURE_SIZES } from '../../src/uploads/picture-sizes.ts';

const HEIC = new URL('./fixtures/telephone.heic', import.meta.url);

/** A photograph as a telephone takes it: two halves, so that its orientation can be seen. */
function photograph(width = 800, height = 400): ReturnType<typeof sharp> {
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
    expect([before.xmp, before.icc].every((part) => Buffer.isBuffer(part))).to.equal(true);

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

  it('is kept in three sizes, and never made larger than it was', async () => {
    const large = await inspectPicture(await photograph(4_000, 2_000).jpeg().toBuffer(), 'images');
    const sizes = await Promise.all(
      Object.values(large.files).map((file) => sharp(file).metadata()),
    );
    expect(sizes.map(({ width }) => width)).to.deep.equal(
      Object.values(PICTURE_SIZES).map(({ pixels }) => pixels),
    );
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
    expect(await picture(bomb)).to.equal('images: pictureTooLarge');
    expect(process.memoryUsage().rss - before).to.be.lessThan(60_000_000);
  });

  it('is taken as HEIC from a telephone, and carries nothing of it along', async () => {
    const taken = await readFile(HEIC);
    expect(taken.includes('Nora Geheim')).to.equal(true);
    const { files, width, height } = await inspectPicture(taken, 'images');
    expect([width, height]).to.deep.equal([320, 200]);
    for (const file of Object.values(files)) {
      expect(listChunks(file)).to.deep.equal(['VP8 ']);
      const { data } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
      const [left, right] = [data.subarray(0, 3), data.subarray(-3)];
      expect([left[0] ?? 0, right[2] ?? 0].every((value) => value > 200)).to.equal(true);
    }
    expect(await picture(taken.subarray(0, 600))).to.equal('images: pictureBroken');
  });

  it('is refused when it only says that it is huge, in whatever format', async () => {
    const say = (bytes: Buffer, place: string, write: (at: number) => void) => {
      const at = bytes.indexOf(place, 0, 'latin1');
      expect(at, place).to.be.greaterThan(0);
      write(at);
      return bytes;
    };
    const heif = (bytes: Buffer) =>
      say(bytes, 'ispe', (at) => {
        bytes.writeUInt32BE(40_000, at + 8);
        bytes.writeUInt32BE(40_000, at + 12);
      });
    const webp = await photograph(80, 40).webp().toBuffer();
    const huge = [
      heif(await readFile(HEIC)),
      heif(await photograph(80, 40).avif().toBuffer()),
      say(webp, 'VP8 ', (at) => webp.writeUInt32LE(0x3fff3fff, at + 14)),
    ];
    for (const bytes of huge) {
      expect(bytes.length).to.be.lessThan(5_000);
      expect(await picture(bytes)).to.equal('images: pictureTooLarge');
    }
  });

  it('is refused when what must be unpacked as a whole is too much for the memory', async () => {
    const size = { width: 6_000, height: 5_000, channels: 3 as const, background: 'red' };
    const plain = () => sharp({ create: size });
    expect(await picture(await plain().jpeg().toBuffer())).to.equal('taken');
    const progressive = await plain().jpeg({ progressive: true }).toBuffer();
    expect(await picture(progressive)).to.equal('images: pictureTooLarge');
  });

  it('brings nobody down: eight at once are read one after the other, outside this process', async () => {
    const large = await sharp({
      create: { width: 8_000, height: 6_000, channels: 3, background: 'red' },
    })
      .jpeg()
      .toBuffer();
    await inspectPicture(large, 'images');
    const before = process.memoryUsage().rss;
    let highest = before;
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss);
    }, 20);
    const taken = await Promise.all(Array.from({ length: 8 }, () => picture(large)));
    clearInterval(watch);
    expect(new Set(taken)).to.deep.equal(new Set(['taken']));
    expect(highest - before).to.be.lessThan(60_000_000);
  }).timeout(60_000);

  it('is taken as a print shop sends it, and of a moving one the first frame', async () => {
    const cmyk = await photograph(80, 40).toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).to.equal('cmyk');
    const { files } = await inspectPicture(cmyk, 'images');
    const printed = await sharp(files.large).metadata();
    expect([printed.space, printed.channels]).to.deep.equal(['srgb', 3]);

    const frames = await Promise.all(
      ['red', 'blue'].map((background) =>
        sharp({ create: { width: 40, height: 40, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).to.equal(2);
    const still = await inspectPicture(moving, 'images');
    expect([still.width, still.height]).to.deep.equal([40, 40]);
    const { data } = await sharp(still.files.large).raw().toBuffer({ resolveWithObject: true });
    expect(data[0]).to.be.greaterThan(200);
  });

  it('is nothing but the picture when it is a second file as well', async () => {
    const image = await photograph(80, 40).jpeg().toBuffer();
    const archive = Buffer.concat([image, Buffer.from('PK\u0003\u0004 boese.exe PK\u0005\u0006')]);
    const { files } = await inspectPicture(archive, 'images');
    expect(Object.values(files).some((file) => file.includes('boese'))).to.equal(false);
    const gif = Buffer.from('GIF89a/*%PDF-1.4 */=1;alert(1)');
    expect(await picture(gif)).to.equal('images: pictureType');
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
