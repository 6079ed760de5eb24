import type { SitesVersions } from '../db/counters.ts';
import type { MailLinks } from '../mail/compose.ts';
import type { UploadStore } from '../uploads/store.ts';
import type { WorkflowParts } from '../workflow/parts.ts';
import type { Assets } from './assets/assets.ts';

/** What the pages need. Built in services.ts. */
export interface WebParts extends WorkflowParts {
  readonly baseUrl: string;
  readonly production: boolean;
  readonly trustProxy: string | undefined;
  readonly submissionsPerHour: number;
  readonly store: UploadStore;
  readonly assets: Assets;
  readonly links: MailLinks;
  /** How often what the sites show has changed, as it is in the database now. */
  readonly sitesVersions: () => Promise<SitesVersions>;
}
