import { expect } from 'chai';
import { asc, eq } from '../../src/db/drizzle.ts';
import { occurrences } from '../../src/db/schema.ts';
import { findByReference } from '../../src/db/submissions.ts';
import { addDays, dayOf, daysBetween } from '../../src/domain/time.ts';
import { hireStaff, openPortal, type Portal } from '../support/portal.ts';
import { decide, handInAndConfirm, signIn } from '../support/steps.ts';
import { visit } from '../support/visitor.ts';

const DAY = 86_400_000;

describe('A series that goes on', function () {
  this.timeout(60_000);
  let portal: Portal;
  beforeEach(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
  });
  afterEach(() => portal.close());

  async function publish(title: string, changes: Record<string, string | string[]>) {
    const { reference } = await handInAndConfirm(portal, 'event', {
      title,
      startDate: '2026-11-24',
      recurrence: 'weekly',
      ...changes,
    });
    await decide(await signIn(portal, 'kalk@example.org'), reference, 'approve');
    const { id = '' } = (await findByReference(portal.services.db.read, reference)) ?? {};
    return id;
  }
  const daily = { recurrenceDays: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] };
  const datesOf = (id: string) =>
    portal.services.db.read
      .select()
      .from(occurrences)
      .where(eq(occurrences.submissionId, id))
      .orderBy(asc(occurrences.date));
  const titlesOn = async (day: string) => {
    const page = await visit(portal.url).get(`/veranstaltungen?ansicht=tag&datum=${day}`);
    return page.document.querySelectorAll('main h3 a').map((link) => link.textContent.trim());
  };
  const inDays = (days: number) => addDays(dayOf(portal.clock.now, portal.services.zone), days);

  // The series begins on one.
  const tuesdayBefore = (day: string) =>
    addDays('2026-11-24', Math.floor(daysBetween('2026-11-24', day) / 7) * 7);

  it('never runs out: each day a year ahead has it, however long ago it was published', async () => {
    await publish('Jeden Tag', daily);
    await publish('Jede Woche', {});
    // The daily one has four hundred dates, the weekly one three years.
    portal.clock.advance(60 * DAY);
    expect(await titlesOn(inDays(364))).not.to.include('Jeden Tag');
    await portal.work();
    expect(await titlesOn(inDays(364))).to.include('Jeden Tag');
    for (let years = 0; years < 2; years += 1) {
      portal.clock.advance(350 * DAY);
      await portal.work();
      expect(await titlesOn(inDays(365))).to.include('Jeden Tag');
      expect(await titlesOn(tuesdayBefore(inDays(365)))).to.include('Jede Woche');
    }
  });

  it('keeps what was cancelled and moved when its dates are worked out again', async () => {
    const id = await publish('Jeden Tag', {
      ...daily,
      cancelled: ['2027-02-01'],
      moved: ['2027-02-02 2027-02-03 17:00'],
    });
    portal.clock.advance(60 * DAY);
    await portal.work();
    const dates = await datesOf(id);
    expect(dates[0]?.date).to.equal('2027-01-23');
    expect(dates).to.have.length(400);
    const states = new Map(dates.map(({ date, state }) => [date, state]));
    expect(states.get('2027-02-01')).to.equal('cancelled');
    expect(states.get('2027-02-02')).to.equal('moved');
    expect(states.get('2027-02-03')).to.equal('planned');
  });

  it('is left alone while a year of dates is there, and pages stay as they were kept', async () => {
    const ends = await publish('Mit Ende', { ...daily, recurrenceUntil: '2027-03-01' });
    const goesOn = await publish('Jeden Tag', daily);
    portal.clock.advance(60 * DAY);
    await portal.work();
    const [before, dates, version] = [
      await datesOf(ends),
      await datesOf(goesOn),
      await portal.services.sitesVersions(),
    ];
    expect(before.at(-1)?.date).to.equal('2027-03-01');
    await portal.work();
    expect(await portal.services.sitesVersions()).to.deep.equal(version);
    expect(await datesOf(ends)).to.deep.equal(before);
    expect(await datesOf(goesOn)).to.deep.equal(dates);
  });
});
