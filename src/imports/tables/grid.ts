/** A table as it was read: values as text, each row with the number that its program shows. */
export interface Grid {
  readonly rows: readonly GridRow[];
  /** The file goes on after the last row that was read. */
  readonly cut: boolean;
  /** From this line on it could not be read. */
  readonly brokenAt?: number;
}

export interface GridRow {
  readonly number: number;
  readonly cells: readonly string[];
}
