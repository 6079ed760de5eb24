import { expect } from 'chai';
import {
  CONTRIBUTOR_EVENTS,
  EDITOR_EVENTS,
  mayAdminister,
  mayDo,
  mayEditLandingPage,
  maySee,
  mayUseDesk,
  type Account,
} from '../../src/domain/permissions.ts';
import { EVENT_TYPES } from '../../src/domain/submission-types.ts';

const nobody: Account = {
  id: 'a',
  name: 'A',
  email: 'a@example.org',
  language: 'de',
  isEditor: false,
  isAdministrator: false,
  districtIds: [],
  isPortalDesk: false,
};
const people = {
  'a coordinator of the district': { ...nobody, districtIds: ['kalk', 'porz'] },
  'a coordinator of another district': { ...nobody, districtIds: ['chorweiler'] },
  "the portal's desk": { ...nobody, districtIds: ['portal'], isPortalDesk: true },
  'an editor': { ...nobody, isEditor: true },
  'an administrator': { ...nobody, isAdministrator: true },
  'an account without a task': nobody,
} satisfies Record<string, Account>;
type Who = keyof typeof people;

const inKalk = { districtId: 'kalk', escalated: false };
const leftLying = { districtId: 'kalk', escalated: true };
const DESK = EVENT_TYPES.filter(
  (type) => !EDITOR_EVENTS.includes(type) && !CONTRIBUTOR_EVENTS.includes(type),
);

describe('Who may do what', () => {
  const table: Record<
    Who,
    {
      sees: boolean;
      seesLeftLying: boolean;
      decides: boolean;
      landing: boolean;
      desk: boolean;
      administers: boolean;
    }
  > = {
    'a coordinator of the district': {
      sees: true,
      seesLeftLying: true,
      decides: true,
      landing: false,
      desk: true,
      administers: false,
    },
    'a coordinator of another district': {
      sees: false,
      seesLeftLying: false,
      decides: false,
      landing: false,
      desk: true,
      administers: false,
    },
    "the portal's desk": {
      sees: false,
      seesLeftLying: true,
      decides: false,
      landing: false,
      desk: true,
      administers: false,
    },
    'an editor': {
      sees: false,
      seesLeftLying: false,
      decides: false,
      landing: true,
      desk: false,
      administers: false,
    },
    'an administrator': {
      sees: false,
      seesLeftLying: false,
      decides: false,
      landing: false,
      desk: false,
      administers: true,
    },
    'an account without a task': {
      sees: false,
      seesLeftLying: false,
      decides: false,
      landing: false,
      desk: false,
      administers: false,
    },
  };
  for (const [who, may] of Object.entries(table) as [Who, (typeof table)[Who]][]) {
    it(`${who}: sees, decides and orders exactly what is theirs`, () => {
      const account = people[who];
      expect(maySee(account, inKalk)).to.equal(may.sees);
      expect(maySee(account, leftLying)).to.equal(may.seesLeftLying);
      expect(mayUseDesk(account)).to.equal(may.desk);
      expect(mayEditLandingPage(account)).to.equal(may.landing);
      expect(mayAdminister(account)).to.equal(may.administers);
      for (const type of DESK) {
        expect(mayDo(account, inKalk, type), type).to.equal(may.decides);
        expect(mayDo(account, leftLying, type), type).to.equal(may.seesLeftLying);
      }
      for (const type of EDITOR_EVENTS) {
        expect(mayDo(account, inKalk, type), type).to.equal(may.landing);
      }
    });
  }

  it('no account may do what the private link of a contributor is for', () => {
    for (const account of Object.values(people)) {
      for (const type of CONTRIBUTOR_EVENTS) {
        // Answered by telephone, these are the office's too.
        if (['confirmFresh', 'cancelDate', 'restoreDate'].includes(type)) continue;
        expect(mayDo(account, leftLying, type), type).to.equal(false);
      }
    }
  });

  it('every event belongs to somebody', () => {
    const everybody = Object.values(people);
    for (const type of EVENT_TYPES) {
      const has =
        CONTRIBUTOR_EVENTS.includes(type) || everybody.some((one) => mayDo(one, inKalk, type));
      expect(has, type).to.equal(true);
    }
  });
});
