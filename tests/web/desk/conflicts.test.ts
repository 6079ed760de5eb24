import { expect } from 'chai';
import { hireStaff, openPortal, type Portal } from '../../support/portal.ts';
import { readRows } from '../../support/rows.ts';
import { decide, handInAndConfirm, signIn } from '../../support/steps.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

describe('Two people at one submission', () => {
  let portal: Portal;
  let kim: Visitor;
  let ayla: Visitor;
  before(async () => {
    portal = await openPortal();
    await hireStaff(portal.services);
    kim = await signIn(portal, 'kalk@example.org');
    ayla = await signIn(portal, 'ayla@example.org');
  });
  after(() => portal.close());

  const versionOf = async (visitor: Visitor, reference: string) =>
    (await visitor.get(`/redaktion/${reference}`)).document
      .querySelector('input[name=version]')
      ?.getAttribute('value') ?? '';

  it('who decides on an outdated page is told who did what meanwhile, and nothing is overwritten', async () => {
    const { reference } = await handInAndConfirm(portal, 'entry', { title: 'Gleichzeitig' });
    const version = await versionOf(kim, reference);
    await decide(ayla, reference, 'requestChanges', { message: 'Bitte den Raum nennen.' });
    const before = await readRows(portal);
    const typed = { version, reason: 'duplicate', message: 'Gibt es schon, siehe Liste.' };
    const answer = await decide(kim, reference, 'reject', typed);
    expect(answer.status).to.equal(409);
    const notice = answer.document.querySelector('[role=alert]')?.textContent ?? '';
    expect(notice).to.include(t('conflict.outOfDate.title'));
    expect(notice).to.include(t('history.requestChanges', { who: 'Ayla Demir' }));
    expect(notice).to.include('Bitte den Raum nennen.');
    expect(await readRows(portal)).to.deep.equal(before);
  });

  it('a message that came in meanwhile counts too, and what was typed is still there', async () => {
    const { reference, link } = await handInAndConfirm(portal, 'entry', { title: 'Nachricht' });
    const version = await versionOf(kim, reference);
    await visit(portal.url).post(`${link}/nachricht`, { message: 'Halt, der Ort ist anders!' });
    const typed = { version, message: 'Mein langer Text an Nora' };
    const answer = await decide(kim, reference, 'requestChanges', typed);
    expect(answer.document.querySelector('[role=alert]')?.textContent).to.include(
      'Halt, der Ort ist anders!',
    );
    expect(answer.document.getElementById('d-requestChanges-message')?.textContent).to.equal(
      'Mein langer Text an Nora',
    );
    const fresh = answer.document.querySelector('input[name=version]')?.getAttribute('value');
    const again = await decide(kim, reference, 'requestChanges', {
      ...typed,
      version: fresh ?? '',
    });
    expect(again.status).to.equal(303);
  });

  it('both at the same moment: one decision is taken, the other is told', async () => {
    const { reference } = await handInAndConfirm(portal, 'entry', { title: 'Im selben Moment' });
    const version = await versionOf(kim, reference);
    const answers = await Promise.all([
      decide(kim, reference, 'approve', { version }),
      decide(ayla, reference, 'reject', { version, reason: 'duplicate' }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).to.deep.equal([303, 409]);
    const told = answers.find((answer) => answer.status === 409);
    expect(told?.document.querySelector('[role=alert]')?.textContent).to.match(
      /Kim Kalk|Ayla Demir/,
    );
    const history = (await kim.get(`/redaktion/${reference}`)).document.querySelector('#verlauf');
    expect(history?.textContent.match(/hat (veröffentlicht|nicht angenommen)/g)).to.have.length(1);
  });

  it('a claim is shown to the colleague, keeps others from deciding, and can be taken over', async () => {
    const { reference } = await handInAndConfirm(portal, 'entry', { title: 'In Arbeit' });
    await decide(kim, reference, 'claim');
    expect((await kim.get(`/redaktion/${reference}`)).text).to.include(t('submission.claimMine'));
    expect((await kim.get('/redaktion?ansicht=mine')).text).to.include('In Arbeit');
    expect((await ayla.get('/redaktion?ansicht=mine')).text).not.to.include('In Arbeit');
    const seen = await ayla.get(`/redaktion/${reference}`);
    expect(seen.text).to.include(t('submission.claimOther', { name: 'Kim Kalk' }));
    expect(seen.text).not.to.include('value="approve"');
    expect((await ayla.get('/redaktion')).text).to.include(
      t('queue.claimedBy', { name: 'Kim Kalk' }),
    );
    const refused = await decide(ayla, reference, 'approve');
    expect(refused.status).to.equal(409);
    expect(refused.text).to.include(t('conflict.notPossible.title'));
    expect(refused.document.querySelector('[role=alert]')?.textContent).to.include(
      t('history.claim', { who: 'Kim Kalk' }),
    );
    await decide(ayla, reference, 'claim');
    expect((await ayla.get(`/redaktion/${reference}`)).text).to.include('value="approve"');
    expect((await kim.get(`/redaktion/${reference}`)).text).to.include(
      t('submission.claimOther', { name: 'Ayla Demir' }),
    );
    await decide(ayla, reference, 'release');
    expect((await kim.get('/redaktion')).text).not.to.include(
      t('queue.claimedBy', { name: 'Ayla Demir' }),
    );
  });

  it('a claim runs out by itself after half an hour', async () => {
    const { reference } = await handInAndConfirm(portal, 'entry', { title: 'Mittagspause' });
    await decide(kim, reference, 'claim');
    portal.clock.advance(31 * 60_000);
    await portal.work();
    const seen = await ayla.get(`/redaktion/${reference}`);
    expect(seen.text).to.include('value="approve"').and.include(t('history.claimLease'));
  });

  it('a decision without a version, or one that nobody has, says what to do', async () => {
    const { reference } = await handInAndConfirm(portal, 'entry', { title: 'Ohne Fassung' });
    const before = await readRows(portal);
    for (const [fields, sentence] of [
      [{ event: 'approve' }, t('problem.versionMissing')],
      [{ event: 'approve', version: 'x' }, t('problem.versionMissing')],
      [{ event: 'withdraw', version: '2' }, t('problem.eventUnknown')],
      [{ event: 'xstate.init', version: '2' }, t('problem.eventUnknown')],
    ] as const) {
      const answer = await kim.post(`/redaktion/${reference}/entscheidungen`, { ...fields });
      expect(answer.status).to.equal(422);
      expect(answer.document.querySelector('[role=alert]')?.textContent ?? '').to.include(sentence);
    }
    expect(await readRows(portal)).to.deep.equal(before);
  });

  it('a message to the contributor that cannot be sent is said at its field, with what was typed', async () => {
    const { reference } = await handInAndConfirm(portal, 'entry', { title: 'Zu lang' });
    for (const [message, sentence] of [
      ['  ', t('problem.messageMissing')],
      ['y'.repeat(4_001), t('problem.tooLong', { max: 4_000 })],
    ] as const) {
      const answer = await kim.post(`/redaktion/${reference}/nachricht`, { message });
      expect(answer.status).to.equal(422);
      const field = answer.document.getElementById('f-message');
      expect(field?.getAttribute('aria-invalid')).to.equal('true');
      const described = answer.document.getElementById(
        field?.getAttribute('aria-describedby') ?? '',
      );
      expect(described?.textContent.trim()).to.equal(sentence);
      expect(field?.textContent).to.equal(message);
    }
  });
});
