import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as mailer from 'nodemailer';

export interface Letter {
  readonly from: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  readonly messageId: string;
  readonly references: string | undefined;
  /** Only in reminders: the address that ends them. */
  readonly unsubscribe: string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Brings a letter on its way. `kept`: there is no server to give it to, it rests in the outbox. */
export interface MailTransport {
  send(letter: Letter): Promise<'sent' | 'kept'>;
  close(): void;
}

const PATIENCE_MS = 10_000;

/** Loaded with the first letter: a portal that starts has none to send yet, and it takes its time. */
function loadMailer(): Promise<typeof mailer> {
  return import('nodemailer');
}

function once<Made>(make: () => Promise<Made>): { (): Promise<Made>; made?: Promise<Made> } {
  const open: { (): Promise<Made>; made?: Promise<Made> } = () => (open.made ??= make());
  return open;
}

/** A mail server by its address, over a few connections that stay open while there is work. */
export function openSmtp(smtpUrl: string): MailTransport {
  const url = new URL(smtpUrl);
  const options = {
    pool: 'true',
    maxConnections: '5',
    connectionTimeout: String(PATIENCE_MS),
    greetingTimeout: String(PATIENCE_MS),
    socketTimeout: String(PATIENCE_MS),
  };
  for (const [name, value] of Object.entries(options)) url.searchParams.set(name, value);
  const open = once(async () => (await loadMailer()).createTransport(url.href));
  return {
    async send(letter) {
      const transport = await open();
      await transport.sendMail(toOptions(letter));
      return 'sent';
    },
    close() {
      void open.made?.then((transport) => {
        transport.close();
      });
    },
  };
}

/** Without a mail server, and outside production, a developer reads the letters as files. */
export function openFolder(folder: string): MailTransport {
  const open = once(async () =>
    (await loadMailer()).createTransport({
      streamTransport: true,
      buffer: true,
      newline: 'unix',
    }),
  );
  return {
    async send(letter) {
      const writer = await open();
      const { message } = await writer.sendMail(toOptions(letter));
      await mkdir(folder, { recursive: true });
      const name = `${letter.messageId.replace(/[^\w-]/g, '_')}.eml`;
      await writeFile(join(folder, name), message as Buffer);
      return 'kept';
    },
    close: () => undefined,
  };
}

/** Without a mail server in production: the administrator reads the outbox. */
export function openNothing(): MailTransport {
  return {
    send: () => Promise.resolve('kept' as const),
    close: () => undefined,
  };
}

function toOptions(letter: Letter): mailer.SendMailOptions {
  const { references, unsubscribe, replyTo, ...rest } = letter;
  return {
    ...rest,
    ...(references === undefined ? {} : { references, inReplyTo: references }),
    ...(replyTo === '' ? {} : { replyTo }),
    headers: {
      // RFC 3834: nobody's holiday notice should answer.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // RFC 2369 and RFC 8058: the button of the mail program itself, with one click.
      ...(unsubscribe === undefined
        ? {}
        : {
            'List-Unsubscribe': `<${unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
