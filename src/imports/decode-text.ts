/**
 * Bytes to text, whatever the file says of itself: a byte order mark counts, then NULs in every
 * second place (UTF-16), then whether it is sound UTF-8; else it is windows-1252, which programs
 * write most when they say Latin-1 (WHATWG Encoding, section 4.2).
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes);
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode('utf-8', bytes);
  if (bytes.length >= 4 && second === 0 && bytes[3] === 0) return decode('utf-16le', bytes);
  if (bytes.length >= 4 && first === 0 && bytes[2] === 0) return decode('utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode('windows-1252', bytes);
  }
}

const decode = (encoding: string, bytes: Uint8Array): string =>
  new TextDecoder(encoding).decode(bytes);

const WIDE = /^(?:\xff\xfe|\xfe\xff|.\0.\0|\0.\0.)/s;

/**
 * The text of a calendar with its folded lines joined (RFC 5545, section 3.1). Programs fold by
 * bytes, in the middle of a letter too, so that is undone before the letters are read.
 */
export function decodeUnfolded(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (WIDE.test(raw.toString('latin1', 0, 4))) {
    return decodeText(bytes).replace(/(?:\r\n|\n|\r)[ \t]/g, '');
  }
  const joined = raw.toString('latin1').replace(/(?:\r\n|\n|\r)[ \t]/g, '');
  return decodeText(Buffer.from(joined, 'latin1'));
}
