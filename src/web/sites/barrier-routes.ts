import { Router, type Request, type Response } from 'express';
import type { FieldProblem } from '../../domain/errors.ts';
import { isEmailAddress } from '../../domain/kinds/fields.ts';
import type { Answers } from '../../domain/kinds/read-form.ts';
import { cleanLine, cleanText, saysSomething } from '../../domain/text.ts';
import { pseudonym } from '../../domain/tokens.ts';
import { reportBarrier } from '../../workflow/report-barrier.ts';
import { readAnswers, textOf } from '../answers.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import type { Field } from '../form-fields.ts';
import { checkGuards, TRAP_FIELD } from '../form-guards.ts';
import { HOUR } from '../../domain/time.ts';
import { limitKey, LINKS_PER_HOUR } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { isOwnPath, ROUTES } from '../paths.ts';
import { presentFields } from '../present-fields.ts';
import { sendPage } from '../render.ts';
import { emptyForm, takeSmallForm, type SmallForm } from '../take-form.ts';

const LIMITS = { what: 4_000, where: 500 };
const BARRIERS_PER_HOUR = 20;
const ALL_BARRIERS_PER_HOUR = 400;

const FIELDS: readonly Field[] = [
  { name: 'what', type: 'text', rows: 6, required: true, max: LIMITS.what },
  { name: 'where', type: 'line', max: LIMITS.where },
  { name: 'email', type: 'email', max: 254, autocomplete: 'email' },
];

/** The contact form that section 10b(2) no. 2 BGG NRW asks for beside the accessibility statement. */
export function barrierRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.barrier, noStore, (req, res) => {
    const context = contextOf(res);
    if (oneValue(req.query, 'eingang') !== '') {
      sendPage(res, 'sites/barrier-sent', {
        title: context.words.t('barrier.done.title'),
        noIndex: true,
        withMail: oneValue(req.query, 'eingang') === 'mail',
      });
      return;
    }
    showForm(parts, res, emptyForm(parts, { where: prefill(context, req) }), 200);
  });
  router.post(ROUTES.barrier, noStore, (req, res) => takeBarrier(parts, req, res));
  return router;
}

/** Only our own pages: a link from elsewhere puts no words into anybody's mouth. */
function prefill({ siteOrigin, words, paths }: Context, req: Request): string {
  const from = oneValue(req.query, 'von').slice(0, LIMITS.where);
  return isOwnPath(from) ? siteOrigin + paths.inLanguage(words.language, from) : '';
}

function showForm(parts: WebParts, res: Response, form: SmallForm, status: number): void {
  const { words, site, city, paths } = contextOf(res);
  const shown = presentFields(words, FIELDS, (name, part) => `barrier.field.${name}.${part}`, form);
  sendPage(
    res,
    'sites/barrier',
    {
      title: words.t('barrier.title'),
      noIndex: true,
      office: site ?? city.portal,
      action: paths.barrier(),
      guards: form.guards,
      trap: TRAP_FIELD,
      problems: shown.problems,
      fields: shown.fields,
    },
    status,
  );
}

async function takeBarrier(parts: WebParts, req: Request, res: Response): Promise<void> {
  const { words, site, city, paths } = contextOf(res);
  const answers = readAnswers(req);
  const now = parts.now();
  const guards = checkGuards(answers, parts.secret, now);
  const { input, problems } = readBarrier(answers);
  await takeSmallForm(
    parts,
    res,
    { answers, guards },
    problems,
    async () => {
      await reportBarrier(parts, {
        ...input,
        formKey: guards.key,
        district: site ?? city.portal,
        language: words.language,
        limits: limitsFor(parts, req, input.email, now),
      });
      res.redirect(303, paths.barrierSent(input.email !== ''));
    },
    (form, status) => {
      showForm(parts, res, form, status);
      return Promise.resolve();
    },
  );
}

function readBarrier(answers: Answers) {
  const input = {
    what: cleanText(textOf(answers, 'what')),
    where: cleanLine(textOf(answers, 'where')),
    email: cleanLine(textOf(answers, 'email')).toLowerCase(),
  };
  const problems: FieldProblem[] = [];
  if (!saysSomething(input.what)) problems.push({ field: 'what', message: 'barrierWhatMissing' });
  for (const name of ['what', 'where'] as const) {
    const over = input[name].length - LIMITS[name];
    if (over <= 0) continue;
    problems.push({ field: name, message: 'tooLongBy', values: { max: LIMITS[name], over } });
  }
  if (input.email !== '' && !isEmailAddress(input.email)) {
    problems.push({ field: 'email', message: 'email' });
  }
  return { input, problems };
}

function limitsFor(parts: WebParts, req: Request, email: string, now: number) {
  const perHour = (points: number) => ({ points, perMilliseconds: HOUR });
  return [
    {
      key: limitKey(parts.secret, 'barrier', req, now),
      limit: perHour(Math.min(BARRIERS_PER_HOUR, parts.submissionsPerHour)),
    },
    { key: 'barrier all', limit: perHour(ALL_BARRIERS_PER_HOUR) },
    ...(email === ''
      ? []
      : [
          {
            key: `barrier mail ${pseudonym(parts.secret, 'barrier', email)}`,
            limit: LINKS_PER_HOUR,
          },
        ]),
  ];
}
