interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow: (this: WasmMemory, pages: number) => number;
}
declare const WebAssembly: { readonly Memory: { readonly prototype: WasmMemory } };

/** Enough for a telephone's HEIC of 24 million pixels. */
const LIMIT = 320_000_000;

/**
 * The decoders for HEIC and PDF are WebAssembly and ask for memory as a file tells them to. From here
 * on they get no more than this, whatever the file says of itself.
 */
export function limitWasmMemory(): void {
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (pages) {
    const wanted = this.buffer.byteLength + pages * 65_536;
    if (wanted > LIMIT) throw new RangeError('too much memory');
    return grow.call(this, pages);
  };
}
