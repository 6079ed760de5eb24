import type { Logger } from 'pino';

/**
 * Calls `work` again and again with `pause` milliseconds between the end of one call and the start
 * of the next, and at once when `wake` is called. A failure is logged and the next turn comes anyway.
 */
export function startTicking(
  name: string,
  pause: number,
  work: () => Promise<unknown>,
  log: Logger,
): { wake: () => void; stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const turn = () => {
    timer = undefined;
    again = false;
    running = work()
      .then(
        () => undefined,
        (error: unknown) => {
          log.error({ err: error, task: name }, 'a background task failed');
        },
      )
      .then(() => {
        running = undefined;
        if (!stopped) timer = setTimeout(turn, again ? 0 : pause);
      });
  };
  timer = setTimeout(turn, 0);

  return {
    wake() {
      again = true;
      if (running !== undefined || stopped) return;
      clearTimeout(timer);
      timer = setTimeout(turn, 0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
