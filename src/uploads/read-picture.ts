import type { JobResult } from './workshop.ts';
import { loadSharp, writeSizes } from './write-sizes.ts';

/** What is read row by row, such as a telephone's photograph, never lies in memory as a whole. */
const MAX_PIXELS_BY_ROW = 50_000_000;
/** Everything else does. */
const MAX_PIXELS_AT_ONCE = 25_000_000;
const MAX_BYTES_AT_ONCE = 100_000_000;

const TYPES = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/avif',
  'image/heic',
  'image/heif',
]);

/**
 * Looks at what the bytes are, not at what the upload says they are, and at how large the picture
 * says it is before anything is unpacked; then writes it anew, upright. Of a moving picture the
 * first frame is taken.
 */
export async function readPicture(bytes: Buffer): Promise<JobResult> {
  const { fileTypeFromBuffer } = await import('file-type');
  if (!TYPES.has((await fileTypeFromBuffer(bytes))?.mime ?? '')) return { refused: 'pictureType' };
  const sharp = await loadSharp();
  // Nothing but the head of the file is read here.
  const head = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (head === undefined) return { refused: 'pictureBroken' };
  const { width, height, format, compression, isProgressive, channels, depth } = head;
  const pixels = width * height;
  const isReadByRow = (format === 'jpeg' || format === 'png') && !isProgressive;
  const bytesAtOnce = isReadByRow ? 0 : pixels * channels * (depth === 'uchar' ? 1 : 2);
  if (
    pixels > (isReadByRow ? MAX_PIXELS_BY_ROW : MAX_PIXELS_AT_ONCE) ||
    bytesAtOnce > MAX_BYTES_AT_ONCE
  ) {
    return { refused: 'pictureTooLarge' };
  }
  try {
    if (compression === 'hevc') {
      const { default: decode } = await import('heic-decode');
      const image = await decode({ buffer: bytes });
      const raw = { width: image.width, height: image.height, channels: 4 } as const;
      return { picture: await writeSizes(sharp(image.data, { raw })) };
    }
    const limits = { limitInputPixels: MAX_PIXELS_BY_ROW, failOn: 'error' } as const;
    return { picture: await writeSizes(sharp(bytes, limits).rotate()) };
  } catch {
    return { refused: 'pictureBroken' };
  }
}
