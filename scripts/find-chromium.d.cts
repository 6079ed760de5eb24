/** The path of a Chromium, or undefined where none is found. */
export function findChromium(): string | undefined;
/** The same, but brings one first where none is found. */
export function ensureChromium(node: string): Promise<string>;
