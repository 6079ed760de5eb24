import { PICTURE_SIZES } from './picture-sizes.ts';
import { loadSharp, writeSizes, type WrittenPicture } from './write-sizes.ts';

/** The first page of a PDF as a picture. Throws when it cannot be painted. */
export async function paintFirstPage(bytes: Buffer): Promise<WrittenPicture> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  const flyer = await library.loadDocument(bytes);
  const page = flyer.getPage(0);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const longer = Math.max(originalWidth, originalHeight);
  if (!(Math.min(originalWidth, originalHeight) >= 1)) throw new Error('a page without a size');
  // A poster of three metres is painted no larger than a postcard.
  const scale = PICTURE_SIZES.medium.pixels / longer;
  const { data, width, height } = await page.render({ scale, render: 'bitmap' });
  flyer.destroy();
  library.destroy();
  const sharp = await loadSharp();
  return writeSizes(sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha());
}
