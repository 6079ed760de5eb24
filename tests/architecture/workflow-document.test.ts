import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describeMachine } from '../../src/domain/describe-machine.ts';
import {
  EVENT_TYPES,
  PROMOTION_STATES,
  PUBLICATION_STATES,
  REVIEW_STATES,
} from '../../src/domain/submission-types.ts';

const written = readFileSync(new URL('../../docs/workflow.md', import.meta.url), 'utf8');

describe('docs/workflow.md', () => {
  it("is the machine's own drawing (else: npm run veedelpost -- describe)", () => {
    expect(written).to.equal(describeMachine());
  });

  it('shows every state and every event', () => {
    const words = [...REVIEW_STATES, ...PUBLICATION_STATES, ...PROMOTION_STATES, ...EVENT_TYPES];
    for (const word of words) expect(written).to.match(new RegExp(`\\b${word}\\b`));
  });
});
