import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedLetter {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A real mail server that keeps what it is given. */
export interface Postbox {
  readonly url: string;
  readonly letters: ReceivedLetter[];
  /** The newest letter that fits, as soon as there is one; `undefined` when patience is over. */
  find(
    fits: (letter: ReceivedLetter) => boolean,
    patienceMs: number,
  ): Promise<ReceivedLetter | undefined>;
  /** Whoever connects from now on is kept waiting, until the door opens again. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

/** `delayMs`: how long it takes over each letter, so that a program can be caught in the middle. */
export async function openPostbox(
  given: { port?: number; delayMs?: () => number } = {},
): Promise<Postbox> {
  const letters: ReceivedLetter[] = [];
  let door: Promise<void> = Promise.resolve();
  let unlock = (): void => undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect(_session, done) {
      void door.then(() => {
        done();
      });
    },
    onData(stream, _session, done) {
      simpleParser(stream).then(
        async (mail) => {
          const to = [mail.to ?? []].flat().flatMap((list) => list.value);
          letters.push({
            messageId: mail.messageId ?? '',
            to: to[0]?.address ?? '',
            subject: mail.subject ?? '',
            text: mail.text ?? '',
          });
          await pause(given.delayMs?.() ?? 0);
          done();
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
  });
  // A client that is killed breaks its connection off; that is what these trials are about.
  server.on('error', () => undefined);
  server.listen(given.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    letters,
    async find(fits, patienceMs) {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const letter = letters.findLast(fits);
        if (letter !== undefined || Date.now() > deadline) return letter;
        await pause(20);
      }
    },
    shut() {
      door = new Promise((resolve) => {
        unlock = resolve;
      });
    },
    open() {
      unlock();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
