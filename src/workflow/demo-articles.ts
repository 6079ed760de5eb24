import { randomUUID } from 'node:crypto';
import type { ArticleKind, ArticleState } from '../domain/articles.ts';
import type { Picture } from '../domain/kinds/content.ts';
import { drawPicture, type DemoPicture, type Move } from './demo-moves.ts';
import { keepArticle } from './keep-article.ts';
import { moveArticle } from './publish-article.ts';

/** What an office of the demo has written: a row of `db/seeds/articles.json`. */
export interface DemoArticle {
  readonly kind: ArticleKind;
  readonly district: string;
  readonly by: string;
  readonly daysAgo: number;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly language: string;
  readonly position: number;
  readonly state: ArticleState;
  readonly picture: DemoPicture | null;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** An article's life as moves on the clock: written, published and, where it says so, withdrawn. */
export function listArticleMoves(demo: DemoArticle, start: number, index: number): Move[] {
  // Apart by minutes, so that what was written on one day keeps its order.
  const at = start - demo.daysAgo * DAY - (index + 1) * MINUTE;
  return [
    {
      at,
      run: async (parts, people) => {
        const by = people.get(demo.by);
        const city = await parts.city();
        const district = city.bySlug.get(demo.district);
        if (by === undefined || district === undefined) throw new Error(`demo: ${demo.title}`);
        const { title, summary, body, language, position } = demo;
        let image: Picture | null = null;
        if (demo.picture !== null) {
          const { drawing, ...said } = demo.picture;
          const { id, width, height } = await drawPicture(parts, drawing);
          const measures = { width: width ?? 0, height: height ?? 0 };
          image = { id, focus: 'center', ...said, ...measures };
        }
        const { id, version } = await keepArticle(parts, by, {
          id: randomUUID(),
          kind: demo.kind,
          districtId: district.id,
          text: { title, summary, body, language, position, image },
        });
        if (demo.state === 'draft') return;
        await moveArticle(parts, by, { id, version, move: 'publish' });
        if (demo.state === 'withdrawn') {
          await moveArticle(parts, by, { id, version: version + 1, move: 'withdraw' });
        }
      },
    },
  ];
}
