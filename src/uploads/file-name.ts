const OURS = /^[a-z0-9-]+\.(webp|pdf|bin)$/;

export function isOurs(name: string): boolean {
  return OURS.test(name);
}

/** The last gate before a path or key is made of a name. */
export function insistOnOurs(name: string): string {
  if (!isOurs(name)) throw new Error(`not a name of ours: ${name}`);
  return name;
}
