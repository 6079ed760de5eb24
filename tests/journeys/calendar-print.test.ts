import { PDFiumLibrary } from '@hyzyla/pdfium';
import { expect } from 'chai';
import { openWindow } from '../support/browser.ts';
import { advance, receiveConfirmed } from '../support/lives.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';

const MONTH = '/sozialraum/kalk-humboldt/veranstaltungen?ansicht=monat&datum=2026-12-01';
/** DIN A4 in points of 1/72 inch. */
const A4 = { width: 595, height: 842 };

/** Without what only the look of a page adds to a text: ends of lines, hyphens, dots between parts. */
const packed = (text: string) => text.replace(/[\s·\u00ad\ufffe\u0002-]+/g, '');
const countIn = (text: string, part: string) => text.split(part).length - 1;

describe('A month for the notice board', function () {
  this.timeout(60_000);
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  after(() => portal.close());

  async function publish(title: string, changes: Record<string, string | string[]> = {}) {
    const id = await receiveConfirmed(portal, 'event', { title, ...changes });
    await advance(portal, id, { type: 'approve' }, 'kalk@example.org');
  }

  async function print(
    path: string,
  ): Promise<{ pages: string[]; entries: string[]; days: string[] }> {
    const window = await openWindow(portal);
    const { page, complaints } = window;
    await page.goto(portal.url + path);
    await page.emulateMedia({ media: 'print' });
    const read = (selector: string) =>
      page.evaluate<string[]>(
        `[...document.querySelectorAll('${selector}')].map((one) => one.innerText)`,
      );
    const [entries, days] = [await read('.entry'), await read('.cell__label')];
    const bytes = await page.pdf({ preferCSSPageSize: true });
    await window.close();
    expect(complaints).to.deep.equal([]);
    const library = await PDFiumLibrary.init();
    const document = await library.loadDocument(bytes);
    const pages: string[] = [];
    for (const sheet of document.pages()) {
      const { originalWidth, originalHeight } = sheet.getOriginalSize();
      expect({
        width: Math.round(originalWidth),
        height: Math.round(originalHeight),
      }).to.deep.equal(A4);
      pages.push(packed(sheet.getText()));
    }
    document.destroy();
    library.destroy();
    return { pages, entries: entries.map(packed), days: days.map(packed) };
  }

  it('fits A4: every date stands whole on one page, under its day, and says whose month it is', async () => {
    const week = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
    for (let number = 1; number <= 6; number += 1) {
      await publish(`Nummer ${String(number)}: Sprachcafé mit Kaffee und Tee`, {
        recurrence: 'weekly',
        recurrenceDays: week,
        startDate: '2026-12-01',
        recurrenceUntil: '2027-01-31',
        placeName: 'Bürgerzentrum, großer Saal',
      });
    }
    await publish('Abgesagtes Fest', { startDate: '2026-12-12', cancelled: ['2026-12-12'] });
    const { pages, entries, days } = await print(MONTH);
    expect(entries).to.have.length(31 * 6 + 1);
    expect(days).to.have.length(31);
    expect(pages).to.have.length.within(2, 4);
    const whole = pages.join('\n');
    for (const entry of new Set(entries)) {
      const wanted = entries.filter((one) => one === entry).length;
      expect(countIn(whole, entry), entry).to.equal(wanted);
    }
    for (const day of days) expect(countIn(whole, day), day).to.equal(1);
    expect(entries.find((entry) => entry.includes('Abgesagtes'))).to.include('fälltaus');
    expect(pages[0])
      .to.include('Humboldt/GrembergundKalk')
      .and.include('Dezember2026')
      .and.include(packed(`${new URL(portal.url).host}/sozialraum/kalk-humboldt/veranstaltungen`))
      .and.include('SozialraumkoordinationHumboldt/GrembergundKalk');
    // Nothing of the page around it: no menu, no filters, no buttons.
    for (const word of ['Anwenden', 'abonnieren', 'Impressum', 'Etwaseinreichen', 'drucken']) {
      expect(whole).not.to.include(word);
    }
  });

  it('says on paper which part of the month it is when filters are on', async () => {
    await publish('Turnen', { startDate: '2026-12-08', topics: ['sport'] });
    const { pages } = await print(`${MONTH}&thema=sport`);
    expect(pages).to.have.length(1);
    expect(pages[0]).to.include(packed('Thema: Sport und Bewegung')).and.include('Turnen');
    expect(pages[0]).not.to.include('Nummer');
  });
});
