import { Invalid } from '../domain/errors.ts';
import { isActivePdf } from './active-pdf.ts';

/** Loaded with the first picture: most starts see none for a while. */
async function loadSharp() {
  const { default: sharp } = await import('sharp');
  // Two cores serve the pages as well: one picture at a time in each process.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

async function typeOf(bytes: Buffer): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  return (await fileTypeFromBuffer(bytes))?.mime;
}

export const MAX_UPLOAD_BYTES = 12_000_000;
const MAX_PIXELS = 50_000_000;
const PICTURE_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif']);

/**
 * The sizes in which a picture is served: pixels of the longer side, and WebP quality. Three small
 * ones may stand in a first visit to the landing page, which has 100 kB in all.
 */
export const PICTURE_SIZES = {
  large: { pixels: 1600, quality: 80 },
  small: { pixels: 440, quality: 60 },
} as const;
export type PictureSize = keyof typeof PICTURE_SIZES;

export interface InspectedPicture {
  readonly files: Readonly<Record<PictureSize, Buffer>>;
  readonly width: number;
  readonly height: number;
}

/**
 * Looks at what the bytes are, not at what the upload says they are, and writes the picture anew:
 * turned upright, without any metadata (place, camera, name), as WebP. Throws `Invalid`.
 */
export async function inspectPicture(bytes: Buffer, field: string): Promise<InspectedPicture> {
  if (!PICTURE_TYPES.has((await typeOf(bytes)) ?? '')) {
    throw new Invalid([{ field, message: 'pictureType' }]);
  }
  const sharp = await loadSharp();
  try {
    const source = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: false });
    const upright = source.rotate().toColourspace('srgb');
    const resize = (size: PictureSize) =>
      upright
        .clone()
        .resize({
          width: PICTURE_SIZES[size].pixels,
          height: PICTURE_SIZES[size].pixels,
          fit: 'inside',
          withoutEnlargement: true,
        })
        .webp({ quality: PICTURE_SIZES[size].quality, effort: 5 })
        .toBuffer({ resolveWithObject: true });
    const large = await resize('large');
    const small = await resize('small');
    return {
      files: { large: large.data, small: small.data },
      width: large.info.width,
      height: large.info.height,
    };
  } catch {
    throw new Invalid([{ field, message: 'pictureBroken' }]);
  }
}

/** Accepts a PDF that only shows pages. Throws `Invalid`. */
export async function inspectFlyer(bytes: Buffer, field: string): Promise<void> {
  if (
    (await typeOf(bytes)) !== 'application/pdf' ||
    !bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))
  ) {
    throw new Invalid([{ field, message: 'flyerType' }]);
  }
  // A flyer has no business running programs, opening files or carrying others inside it.
  if (isActivePdf(bytes)) throw new Invalid([{ field, message: 'flyerActive' }]);
}
