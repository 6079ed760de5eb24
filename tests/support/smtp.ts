import { once } from 'node:events';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real mail server that keeps what it is given, or refuses as a test says. */
export interface MailServer {
  readonly url: string;
  /** As they came over the wire, and taken apart. */
  readonly raw: string[];
  readonly mails: ParsedMail[];
  /** Every attempt to hand over a letter, refused ones too. */
  readonly attempts: string[];
  /** The reply to the next letters: a code of SMTP, or nothing to take them. */
  answer: { code: number; text: string } | undefined;
  /** Called when a letter was taken, before its sender is told. */
  onTaken: () => void;
  stop(): Promise<void>;
}

export async function startMailServer(port = 0): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (address, _session, done) => {
      state.attempts.push(address.address);
      const { answer } = state;
      done(answer && Object.assign(new Error(answer.text), { responseCode: answer.code }));
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        void simpleParser(raw).then((mail) => {
          state.raw.push(raw);
          state.mails.push(mail);
          state.onTaken();
          done();
        });
      });
    },
  });
  // Broken connections are part of what tests do.
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  const state: MailServer = {
    url: `smtp://127.0.0.1:${String(listening)}`,
    raw: [],
    mails: [],
    attempts: [],
    answer: undefined,
    onTaken: () => undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
  return state;
}
