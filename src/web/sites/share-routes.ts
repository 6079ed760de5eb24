import { Router, type Request, type Response } from 'express';
import { findItem } from '../../db/queries/sites.ts';
import type { PublishedItem } from '../../db/published-items.ts';
import { NotFound, TooFast } from '../../domain/errors.ts';
import { KINDS } from '../../domain/submission-types.ts';
import { formatDay, formatTimes } from '../../locales/formats.ts';
import { saySeries } from '../../locales/series-words.ts';
import { pictureName } from '../../uploads/store.ts';
import type { ShareWords } from '../../uploads/draw-share.ts';
import { inWorkshop } from '../../uploads/workshop.ts';
import { contextOf, type Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { publicDistrict } from '../present-item.ts';

/** Each weighs some ten to a hundred kilobytes. */
const KEPT = 40;
/** So many may wait: pictures that people upload go through the same workshop. */
const MOST_WAITING = 8;
const SECONDS_TO_WAIT = 30;

/** The previews that messengers and networks show beside a link, made when somebody asks for one. */
export function shareRoutes(parts: WebParts): Router {
  const router = Router();
  const kept = new Map<string, Buffer>();
  let waiting = 0;

  const make = async (context: Context, row: PublishedItem): Promise<Buffer> => {
    const key = `${context.words.language} ${row.submissionId} ${String(row.changedAt)}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (waiting >= MOST_WAITING) throw new TooFast(SECONDS_TO_WAIT);
    waiting += 1;
    try {
      const made = await makePreview(parts, context, row);
      kept.set(key, made);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return made;
    } finally {
      waiting -= 1;
    }
  };

  router.get(ROUTES.share, async (req: Request, res: Response) => {
    const context = contextOf(res);
    const kind = KINDS.find((one) => one === req.params['kind']);
    const [, slug, ending] =
      /^([a-z0-9-]{1,120})\.(png|jpg)$/.exec(String(req.params['file'])) ?? [];
    const row =
      kind === undefined || slug === undefined
        ? undefined
        : await findItem(parts.db.read, kind, slug);
    // One address for each picture: a second ending would be a second file to make.
    if (row?.state !== 'live' || ending !== shareEnding(row)) throw new NotFound('preview');
    const bytes = await make(context, row);
    res.type(ending);
    res.set('Cache-Control', 'public, max-age=86400');
    res.set('Cross-Origin-Resource-Policy', 'cross-origin');
    res.send(bytes);
  });
  return router;
}

/** A photograph is smaller as JPEG, a drawing as PNG. */
export function shareEnding(row: PublishedItem): 'jpg' | 'png' {
  return row.content.images.length > 0 ? 'jpg' : 'png';
}

async function makePreview(parts: WebParts, context: Context, row: PublishedItem): Promise<Buffer> {
  const [picture] = row.content.images;
  const large =
    picture === undefined ? undefined : await parts.store.read(pictureName(picture.id, 'large'));
  const { preview } =
    picture === undefined || large === undefined
      ? await inWorkshop('drawShare', Buffer.from(JSON.stringify(sayPreview(context, parts, row))))
      : await inWorkshop('cropShare', large, picture.focus);
  if (preview === undefined) throw new Error('the workshop gave no preview');
  // From another process it comes as bytes without the methods of a Buffer.
  return Buffer.from(preview);
}

function sayPreview({ words, city }: Context, { zone }: WebParts, row: PublishedItem): ShareWords {
  const district = publicDistrict(words, city, row.districtId);
  return {
    title: row.title,
    line: sayLine(row, words, zone) || words.t(`kind.${row.kind}.one`),
    district: district.name,
    portal: city.names.name,
    colour: district.colour,
  };
}

/** The day of a single event, the rule of a series; what happens to single dates changes too often. */
function sayLine(
  { content, startsAt, endsAt }: PublishedItem,
  words: Context['words'],
  zone: string,
) {
  if (content.kind !== 'event' || startsAt === null) return '';
  if (content.recurrence !== 'none') {
    const regular = { ...content, exceptions: [], cancelled: [], moved: [] };
    return saySeries(regular, { words, zone, now: startsAt });
  }
  if (content.cancelled.length > 0) return words.t('series.cancelled');
  const day = formatDay(words, zone, startsAt, 0);
  if (content.allDay || content.endDate > content.startDate) return day;
  return `${day}, ${formatTimes(words, zone, startsAt, content.endTime === '' ? null : endsAt)}`;
}
