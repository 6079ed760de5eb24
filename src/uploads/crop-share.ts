import { SHARE_HEIGHT, SHARE_WIDTH } from './share-size.ts';
import { loadSharp } from './write-sizes.ts';

/**
 * An item's own picture in the shape that links are shown with, as JPEG: WebP is not read by every
 * messenger. `focus` is the part that must stay, such as `left-top`.
 */
export async function cropShare(large: Buffer, focus: string): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(large)
    .resize(SHARE_WIDTH, SHARE_HEIGHT, { fit: 'cover', position: focus.replace('-', ' ') })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 80 })
    .toBuffer();
}
