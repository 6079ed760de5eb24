/** Loaded into each measured process: says, when asked, what it has used so far. */
export interface Usage {
  /** Processor time, user and system, in milliseconds. */
  readonly cpuMs: number;
  readonly residentBytes: number;
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuMs: (user + system) / 1000,
    residentBytes: process.memoryUsage.rss(),
  };
  process.send?.(usage);
});
