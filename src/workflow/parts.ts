import type { Logger } from 'pino';
import type { Connection } from '../db/connection.ts';
import type { City } from '../db/places.ts';
import type { Delays } from '../domain/delays.ts';
import type { SubmissionMachine } from '../domain/submission-machine.ts';

/** What every verb of the workflow needs. Built once in services.ts. */
export interface WorkflowParts {
  readonly db: Connection;
  readonly machine: SubmissionMachine;
  readonly delays: Delays;
  readonly zone: string;
  readonly secret: string;
  readonly log: Logger;
  /** The app's clock, UTC milliseconds. */
  readonly now: () => number;
  readonly city: () => Promise<City>;
  /** Called after a commit that changed a district, so that the next `city()` reads anew. */
  readonly placesChanged: () => void;
  /** Called after a commit that put something into the outbox, so that it need not wait for a tick. */
  readonly mailIsWaiting: () => void;
}
