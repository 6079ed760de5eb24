/** One line that counts, on a terminal over itself, elsewhere every tenth. */
export function sayProgress(what: string, done: number, all: number): void {
  const line = `${what} ${String(done)} of ${String(all)}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${done === all ? '' : line}`);
  else if (done === all || done % 10 === 0) process.stderr.write(`${line}\n`);
}
