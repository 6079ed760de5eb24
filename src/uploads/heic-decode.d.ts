declare module 'heic-decode' {
  /** The first picture, upright, with four bytes for each pixel. */
  export default function decode(input: {
    buffer: Uint8Array;
  }): Promise<{ data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number }>;
}
