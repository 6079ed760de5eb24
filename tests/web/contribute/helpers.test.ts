import { expect } from 'chai';
import { importStreets } from '../../../src/workflow/import-streets.ts';
import { openPortal, type Portal } from '../../support/portal.ts';
import { visit, type Visitor } from '../../support/visitor.ts';
import { t } from '../../support/words.ts';

interface Places {
  readonly streets: readonly {
    readonly street: string;
    readonly places: string;
    readonly stadtteil: string;
    readonly postalCode: string;
  }[];
  readonly office: string;
}

const HEAD = 'key,street,st,name,plz,of,ot,ef,et';
const rows = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `${String(n)},Musterweg ${String(n)},802,Kalk,51103,1,9,2,8`,
  );

describe('While somebody types, the form asks', () => {
  let portal: Portal;
  let visitor: Visitor;
  before(async () => {
    portal = await openPortal();
    visitor = visit(portal.url);
    const twins = ['1,Testgasse,802,Kalk,51103,1,99,2,98', '2,Testgasse,901,Mülheim,51063,1,9,2,8'];
    const directory = [HEAD, '3,Übergasse,802,Kalk,51103,1,99,2,98', ...twins, ...rows(30)];
    const report = await importStreets(portal.services.db, directory.join('\n'));
    expect(report.refused).to.deep.equal([]);
  });
  after(() => portal.close());

  const ask = async (query: Record<string, string>): Promise<Places> =>
    JSON.parse(
      (await visitor.get(`/einreichen/orte?${new URLSearchParams(query).toString()}`)).text,
    ) as Places;

  it('which streets begin so, however they are written, with their Stadtteil', async () => {
    for (const street of ['Überg', 'uebergasse', 'ÜBER-G']) {
      expect((await ask({ street })).streets, street).to.deep.equal([
        { street: 'Übergasse', places: 'Kalk', stadtteil: '802', postalCode: '51103' },
      ]);
    }
    expect((await ask({ street: 'Kalk-Mülh' })).streets[0]?.street).to.match(/^Kalk-Mülheimer/);
    expect((await ask({ street: 'gasse' })).streets).to.deep.equal([]);
    expect((await ask({ street: 'Ü' })).streets).to.have.length(1);
    expect((await ask({ street: 'V' })).streets).to.deep.equal([]);
  });

  it('and gets at most eight, and no Stadtteil where there are several', async () => {
    expect((await ask({ street: 'Muster' })).streets).to.have.length(8);
    expect((await ask({ street: 'Testg' })).streets).to.deep.equal([
      { street: 'Testgasse', places: 'Kalk, Mülheim', stadtteil: '', postalCode: '' },
    ]);
  });

  it('which office is responsible, and why', async () => {
    const byStadtteil = await ask({ stadtteil: '802' });
    expect(byStadtteil.office)
      .to.include('Kalk')
      .and.to.include(t('route.stadtteil', { stadtteil: 'Kalk' }));
    const byNumber = await ask({ street: 'Testgasse', houseNumber: '51' });
    expect(byNumber.office).to.include(t('route.street'));
    expect((await ask({ street: 'Gibtesnicht' })).office).to.equal('');
    expect((await ask({})).office).to.equal('');
    expect((await ask({ district: 'citywide' })).office).to.include(t('route.citywide'));
  });

  it('how a time was understood', async () => {
    const times = async (query: Record<string, string>) =>
      JSON.parse(
        (await visitor.get(`/einreichen/uhrzeit?${new URLSearchParams(query).toString()}`)).text,
      ) as Record<string, string>;
    expect(await times({ startTime: 'halb vier' })).to.deep.equal({
      startTime: t('form.understood', { time: '15.30 Uhr' }),
      endTime: '',
    });
    expect(await times({ startTime: '9 bis 12' })).to.include({
      startTime: t('form.understood', { time: '9 Uhr – 12 Uhr' }),
    });
    expect(await times({ startTime: 'bald', endTime: 'um 8' })).to.deep.equal({
      startTime: t('problem.time'),
      endTime: t('form.understood', { time: '8 Uhr' }),
    });
  });

  it('in English on an English page', async () => {
    const answer = await visitor.get('/en/einreichen/uhrzeit?startTime=half+past+three');
    expect(answer.text).to.include('understood: 3.30 pm');
  });

  it('and is slowed down when it asks without end', async () => {
    let last = await visitor.get('/einreichen/uhrzeit');
    for (let count = 0; count < 300 && last.status === 200; count += 1) {
      last = await visitor.get('/einreichen/uhrzeit');
    }
    expect(last.status).to.equal(429);
    expect(Number(last.headers.get('Retry-After'))).to.be.within(1, 60);
    portal.clock.advance(60_000);
    expect((await visitor.get('/einreichen/uhrzeit')).status).to.equal(200);
  });
});
