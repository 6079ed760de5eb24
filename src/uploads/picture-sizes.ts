/**
 * The sizes in which a picture is served: pixels of the longer side, and WebP quality. Three small
 * ones may stand in a first visit to the landing page, which has 100 kB in all.
 */
export const PICTURE_SIZES = {
  large: { pixels: 1600, quality: 80 },
  medium: { pixels: 880, quality: 72 },
  small: { pixels: 440, quality: 54 },
} as const;
export type PictureSize = keyof typeof PICTURE_SIZES;

/** How wide the file of a size is, in pixels, for a picture whose large file has these measures. */
export function widthOf(size: PictureSize, width: number, height: number): number {
  const longer = Math.max(width, height, 1);
  return Math.round(width * Math.min(1, PICTURE_SIZES[size].pixels / longer));
}
