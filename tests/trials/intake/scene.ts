import { openPostbox, type Postbox } from '../support/postbox.ts';
import { startPortal } from '../support/portal-process.ts';
import { createTrialDatabase, PASSWORD } from '../support/trial-database.ts';

/** A portal to hand things in to, and the mails that it sends, where they can be read. */
export interface Scene {
  readonly url: string;
  readonly password: string;
  readonly postbox: Postbox | undefined;
  close(): Promise<void>;
}

/** The portal at `url`, or one of our own on a fresh database. */
export async function openScene(
  url: string | undefined,
  smtpPort: string | undefined,
): Promise<Scene> {
  if (url !== undefined) {
    const postbox =
      smtpPort === undefined ? undefined : await openPostbox({ port: Number(smtpPort) });
    return {
      url: url.replace(/\/+$/, ''),
      password: process.env['DEMO_PASSWORD'] ?? '',
      postbox,
      close: async () => postbox?.close(),
    };
  }
  const database = await createTrialDatabase();
  const postbox = await openPostbox();
  const portal = await startPortal({ ...database.env, SMTP_URL: postbox.url });
  return {
    url: portal.url,
    password: PASSWORD,
    postbox,
    async close() {
      await portal.stop();
      await postbox.close();
      await database.drop();
    },
  };
}
