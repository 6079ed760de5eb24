import { v7 as uuid } from 'uuid';
import { listCoordinators, listEditors, type AccountRow } from '../db/accounts.ts';
import type { Transaction } from '../db/connection.ts';
import { markSitesChanged } from '../db/counters.ts';
import {
  cancelHeldMails,
  deleteLettersTo,
  deleteMailsOf,
  putInOutbox,
  releaseHeldMails,
  type NewMail,
} from '../db/outbox.ts';
import type { City, District } from '../db/places.ts';
import {
  addToLandingPage,
  archiveItem,
  findItemDistrict,
  removeFromLandingPage,
  removeItem,
} from '../db/published-items.ts';
import { findContributor, loadContent, type Submission } from '../db/submissions.ts';
import { eraseEverything, erasePrivateData } from '../db/erasure.ts';
import { listParticipants } from '../db/participants.ts';
import { showAttachments } from '../db/attachments.ts';
import type { Effect } from '../domain/decide.ts';
import { NotPossible } from '../domain/errors.ts';
import { listPlainFacts } from '../domain/kinds/plain-facts.ts';
import { BUNDLED_MAILS, DESK_NOTICES, type AnyMail } from '../domain/notices.ts';
import { publishItem } from './publish-item.ts';

/** What an event was about, for the mails that follow from it. */
export interface Occasion {
  readonly event: string;
  readonly byName: string;
  readonly message?: string;
  readonly reason?: string;
  /** The office that had it before it was handed over. */
  readonly fromOffice?: string;
  /** The day of an event that was cancelled or restored, YYYY-MM-DD. */
  readonly date?: string;
}

interface Scene {
  readonly tx: Transaction;
  /** The row as it is after the transition. */
  readonly submission: Submission;
  readonly city: City;
  readonly zone: string;
  readonly now: number;
  readonly occasion: Occasion;
}

/** Turns each effect of a transition into rows, in the transaction of the new state. */
export async function applyEffects(scene: Scene, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) await applyEffect(scene, effect);
}

async function applyEffect(scene: Scene, effect: Effect): Promise<void> {
  const { tx, submission, now } = scene;
  switch (effect.type) {
    case 'tellContributor':
      return tellContributor(scene, effect.params.mail, effect.params.held === true);
    case 'tellDesk':
      return tellDesk(scene, effect.params.notice);
    case 'tellEditors':
      return tellAccounts(scene, effect.params.notice, await listEditors(tx));
    case 'cancelHeldMail':
      // Under grace the mail has not left; if it has, the decision can no longer be undone.
      if ((await cancelHeldMails(tx, submission.id)) === 0 && scene.occasion.event === 'undo') {
        throw new NotPossible('undo', []);
      }
      return;
    case 'putOnSite':
      await markItsSites(scene);
      return publishItem(tx, submission, scene.zone, now);
    case 'moveToArchive':
      await markItsSites(scene);
      return archiveItem(tx, submission.id);
    case 'takeOffSite':
      await markItsSites(scene);
      await removeItem(tx, submission.id);
      return showAttachments(tx, submission.id, []);
    case 'showOnLandingPage':
      await markItsSites(scene);
      return addToLandingPage(tx, submission.id);
    case 'takeOffLandingPage':
      await markItsSites(scene);
      return removeFromLandingPage(tx, submission.id);
    case 'erasePrivateData':
      // Those to the office too: they name the person and carry what was written.
      await deleteMailsOf(tx, submission.id);
      return erasePrivateData(tx, submission);
    case 'eraseEverything':
      await deleteMailsOf(tx, submission.id);
      await forgetLists(tx, submission.id);
      return eraseEverything(tx, submission);
    default:
      return effect satisfies never;
  }
}

/** What was handed over stands on its former district's site until it is published anew. */
async function markItsSites({ tx, submission }: Scene): Promise<void> {
  const shownBy = await findItemDistrict(tx, submission.id);
  if (shownBy !== undefined && shownBy !== submission.districtId) {
    await markSitesChanged(tx, shownBy);
  }
  await markSitesChanged(tx, submission.districtId);
}

/** The letter with all links to one's own names each by its title. */
async function forgetLists(tx: Transaction, submissionId: string): Promise<void> {
  const people = await listParticipants(tx, submissionId);
  const contributor = await findContributor(tx, submissionId);
  for (const { email } of contributor === undefined ? people : [contributor, ...people]) {
    await deleteLettersTo(tx, email, ['ownSubmissions']);
  }
}

/** The contributor, and the colleagues who look after it with them, each with a link of their own. */
async function tellContributor(scene: Scene, mail: AnyMail, held: boolean): Promise<void> {
  const { tx, submission, now } = scene;
  // A calendar reads no letters, and who subscribed to it sees all this in the queue.
  if (submission.source === 'subscription') return;
  const contributor = await findContributor(tx, submission.id);
  // Erased in the meantime: there is nobody left to tell.
  if (contributor === undefined) return;
  // Only the newest decision can be taken back; what waits from an earlier one leaves.
  if (held) await releaseHeldMails(tx, submission.id);
  const facts = ASKS_FOR_FACTS.includes(mail) ? await readFacts(tx, submission) : undefined;
  const write = (person: { name: string; email: string; language: string }, guest?: string) => {
    const letter = envelope(scene, mail);
    return {
      ...letter,
      // A letter about many leads to all of them, which is the contributor's own way alone.
      bundle: guest === undefined ? letter.bundle : null,
      data: {
        ...letter.data,
        ...(facts === undefined ? {} : { facts }),
        ...(guest === undefined ? {} : { participantId: guest }),
      },
      toAddress: person.email,
      toName: person.name,
      language: person.language,
      held,
      sendAfter: held ? (submission.undo?.until ?? now) : now,
    };
  };
  const colleagues = await listParticipants(tx, submission.id);
  await putInOutbox(tx, [
    write({ ...contributor, language: submission.language }),
    ...colleagues
      .filter((colleague) => colleague.acceptedAt !== null)
      .map((colleague) => write(colleague, colleague.id)),
  ]);
}

const ASKS_FOR_FACTS: readonly AnyMail[] = ['stillCorrect', 'stillCorrectReminder', 'lapsed'];

async function readFacts(tx: Transaction, submission: Submission) {
  const number = submission.approvedRevision ?? submission.revision;
  return listPlainFacts(await loadContent(tx, submission.id, number));
}

/** The coordinators of the place, and the portal's desk when the district left it lying. */
async function tellDesk(scene: Scene, notice: AnyMail): Promise<void> {
  const { tx, submission, city } = scene;
  const accounts = await listCoordinators(tx, submission.districtId);
  const portal =
    notice === 'escalated' && submission.districtId !== city.portal.id
      ? await listCoordinators(tx, city.portal.id)
      : [];
  await tellAccounts(scene, notice, [...accounts, ...portal]);
}

async function tellAccounts(
  scene: Scene,
  notice: AnyMail,
  accounts: readonly AccountRow[],
): Promise<void> {
  const replyTo = await answerAddress(scene, notice);
  await putInOutbox(
    scene.tx,
    accounts.map((account) => ({
      ...envelope(scene, notice),
      replyTo,
      toAddress: account.email,
      toName: account.name,
      language: account.language,
      held: false,
      sendAfter: scene.now,
    })),
  );
}

/**
 * Where a colleague's answer goes: never to their own office, whose desk they are. A message is
 * answered to whom it came from, the rest to the portal's desk, which can help with the tool.
 */
async function answerAddress(scene: Scene, notice: AnyMail): Promise<string> {
  const { tx, submission, city } = scene;
  const district = city.byId.get(submission.districtId) ?? city.portal;
  if (!DESK_NOTICES.some((known) => known === notice)) return district.officeEmail;
  if (notice === 'messageToDesk') {
    return (await findContributor(tx, submission.id))?.email ?? '';
  }
  return district.id === city.portal.id ? '' : city.portal.officeEmail;
}

function envelope(
  scene: Scene,
  mail: AnyMail,
): Omit<NewMail, 'toAddress' | 'toName' | 'language' | 'held' | 'sendAfter'> {
  const { submission, city, now, occasion } = scene;
  const district = city.byId.get(submission.districtId) ?? city.portal;
  const data = { ...mailData(submission, district, city.names.name), ...occasion };
  const farewell = mail === 'erased' || mail === 'erasedNotice';
  return {
    id: uuid({ msecs: now }),
    // What tells of the erasure must not be erased with the rest, nor keep what was to go.
    submissionId: farewell ? null : submission.id,
    mail,
    replyTo: district.officeEmail,
    createdAt: now,
    // What came in together is told of together.
    bundle: BUNDLED_MAILS.has(mail) ? submission.batchId : null,
    data: farewell ? { ...data, title: submission.reference, slug: '', byName: '' } : data,
  };
}

/** What a mail's words need to know. Links are made when it is written out, so no token rests here. */
export function mailData(
  submission: Submission,
  district: District,
  portalName: string,
): Record<string, unknown> {
  return {
    submissionId: submission.id,
    reference: submission.reference,
    kind: submission.kind,
    title: submission.title,
    slug: submission.slug,
    startsAt: submission.startsAt,
    publishAt: submission.publishAt,
    ...(submission.batchId === null ? {} : { batchId: submission.batchId }),
    office: officeOf(district, portalName),
  };
}

/** An office as its mails show it. */
export function officeOf(district: District, portalName: string) {
  return {
    name: district.officeName,
    phone: district.officePhone,
    hours: district.officeHours,
    // What the portal's own desk publishes stands on the portal, not on a district's site.
    district: district.kind === 'portal' ? portalName : district.name,
    slug: district.slug,
    colour: district.colour,
    colourDark: district.colourDark,
  };
}

/** A mail about a submission that does not come from the machine, such as a message. */
export async function tellAbout(
  scene: Scene,
  mail: 'messageToContributor' | 'messageToDesk',
): Promise<void> {
  await (mail === 'messageToDesk' ? tellDesk(scene, mail) : tellContributor(scene, mail, false));
}
