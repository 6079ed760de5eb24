/** A code that a person can say on the telephone: district, year and number, `KAL-26-0042`. */
export function formatReference(districtCode: string, year: number, number: number): string {
  return `${districtCode}-${String(year % 100).padStart(2, '0')}-${String(number).padStart(4, '0')}`;
}

export function isReference(text: string): boolean {
  return /^[A-Z]{3}-\d{2}-\d{4,7}$/.test(text);
}
