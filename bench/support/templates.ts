import { readContent, readSubmitter, type Answers } from '../../src/domain/kinds/read-form.ts';
import type { Content, Submitter } from '../../src/domain/kinds/content.ts';
import { renderRichText } from '../../src/domain/rich-text.ts';
import type { Kind } from '../../src/domain/submission-types.ts';
import { addDays, dayOf } from '../../src/domain/time.ts';
import { readSeed } from '../../src/workflow/seed-city.ts';

const ZONE = 'Europe/Berlin';

/** A text that people could have written, from the demo's. */
export interface Template {
  readonly content: Content;
  readonly submitter: Submitter;
  readonly html: string;
}

interface DemoSubmission {
  readonly kind: Kind;
  readonly fields: Readonly<Record<string, string | readonly string[] | number>>;
}

export async function readTemplates(now: number): Promise<Template[]> {
  const demo = await readSeed<DemoSubmission[]>('demo.json');
  return demo.map(({ kind, fields }) => {
    const answers: Answers = {
      ...Object.fromEntries(
        Object.entries(fields).filter(([, value]) => typeof value !== 'number') as [
          string,
          string | readonly string[],
        ][],
      ),
      startDate: addDays(dayOf(now, ZONE), 7),
      endDate: '',
      consent: 'yes',
    };
    const content = readContent(kind, answers, { images: [], flyer: null }, { now, zone: ZONE });
    const submitter = readSubmitter(answers);
    if (!content.ok || !submitter.ok) {
      throw new Error(`bench: unusable demo text ${String(fields['title'])}`);
    }
    return {
      content: content.value,
      submitter: submitter.value,
      html: renderRichText(content.value.description),
    };
  });
}
