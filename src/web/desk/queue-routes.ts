import { Router, type Request, type Response } from 'express';
import { COUNT_LIMIT, countQueue, listQueue } from '../../db/queries/queue.ts';
import { countOpenReports, listReports } from '../../db/queries/reports.ts';
import { QUEUE_VIEWS } from '../../db/queries/queue-views.ts';
import { NotPermitted } from '../../domain/errors.ts';
import { mayUseDesk } from '../../domain/permissions.ts';
import { KINDS } from '../../domain/submission-types.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import { deskFrame } from '../desk-frame.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { presentQueueRow } from './pages.ts';
import { presentBatchLines } from './batch-lines.ts';
import { presentReportRows } from './report-page.ts';

const PAGE_SIZE = 40;
/** The law does not let reports wait: those that are due first stand above all else. */
const REPORTS_SHOWN = 5;

/** The queue: everything that waits for this person, the most urgent first. */
export function queueRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.queue, (req, res) => showQueue(parts, req, res));
  return router;
}

async function showQueue(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = accountOf(req);
  const context = contextOf(res);
  const { words, paths, city, now } = context;
  if (!mayUseDesk(account)) {
    if (!account.isEditor && !account.isAdministrator) throw new NotPermitted('queue');
    res.redirect(303, account.isEditor ? paths.landingDesk() : paths.admin());
    return;
  }
  const view = QUEUE_VIEWS.find((known) => known === oneValue(req.query, 'ansicht')) ?? 'open';
  const kind = KINDS.find((known) => known === oneValue(req.query, 'art'));
  const wanted = city.bySlug.get(oneValue(req.query, 'sozialraum'));
  const district = wanted && account.districtIds.includes(wanted.id) ? wanted : undefined;
  const pageNumber = Math.max(
    1,
    Math.min(500, Math.trunc(Number(oneValue(req.query, 'seite'))) || 1),
  );
  const offset = (pageNumber - 1) * PAGE_SIZE;
  const filter = { view, kind, districtId: district?.id };
  const rows = await listQueue(parts.db.read, account, filter, now, PAGE_SIZE + 1, offset);
  const counts = await countQueue(parts.db.read, account, now);
  const query = (changes: Record<string, string | undefined>) =>
    paths.queue({
      ansicht: view === 'open' ? undefined : view,
      art: kind,
      sozialraum: district?.slug,
      ...changes,
    });
  const shown = rows.slice(0, PAGE_SIZE);
  const batches =
    view === 'open' ? await presentBatchLines(context, parts, account, filter, shown) : undefined;
  const isFirst = view === 'open' && pageNumber === 1;
  const reports = isFirst
    ? await listReports(parts.db.read, account, 'open', now, REPORTS_SHOWN)
    : [];
  sendPage(res, 'desk/queue', {
    ...deskFrame(context, account, 'queue'),
    title:
      // "Nothing waits" would not be true with a report above it.
      kind === undefined && district === undefined && (counts[view] > 0 || reports.length === 0)
        ? words.t(`queue.${view}.title`, { count: counts[view] })
        : words.t(`queue.${view}.label`),
    view,
    counts,
    reports: presentReportRows(context, parts.zone, reports),
    openReports: await countOpenReports(parts.db.read, account, now),
    views: QUEUE_VIEWS.map((name) => ({
      name,
      url: query({ ansicht: name === 'open' ? undefined : name }),
      label: words.t(`queue.${name}.label`),
      count: counts[name] > COUNT_LIMIT ? `${String(COUNT_LIMIT)}+` : String(counts[name]),
      current: name === view,
    })),
    kinds: [undefined, ...KINDS].map((name) => ({
      url: query({ art: name }),
      label: words.t(name === undefined ? 'queue.allKinds' : `kind.${name}.many`),
      current: name === kind,
    })),
    districts:
      account.districtIds.length < 2
        ? []
        : [undefined, ...account.districtIds.map((id) => city.byId.get(id))].map((row) => ({
            url: query({ sozialraum: row?.slug }),
            label: row?.shortName ?? words.t('queue.allDistricts'),
            current: row?.id === district?.id,
          })),
    rows: shown.map((row) => ({
      ...presentQueueRow(context, parts, account, row),
      ...batches?.get(row.submission.id),
    })),
    previousUrl: pageNumber > 1 ? query({ seite: String(pageNumber - 1) }) : '',
    nextUrl: rows.length > PAGE_SIZE ? query({ seite: String(pageNumber + 1) }) : '',
    script: ['desk.js'],
  });
}
