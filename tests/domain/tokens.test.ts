import { expect } from 'chai';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import {
  pseudonym,
  readSignedText,
  readToken,
  signText,
  signToken,
} from '../../src/domain/tokens.ts';

const SECRET = 'a secret for tests, long enough to be taken';
const id = uuid();
const token = signToken(SECRET, 'status', id);

describe('Private links', () => {
  it('lead to the submission that they were made for', () => {
    expect(readToken(SECRET, 'status', token)).to.equal(id);
    expect(token).to.match(/^[\w-]{43}$/);
  });

  it('of one purpose do not open another', () => {
    expect(readToken(SECRET, 'receipt', token)).to.equal(undefined);
    expect(readToken(SECRET, 'receipt', signToken(SECRET, 'receipt', id))).to.equal(id);
  });

  it('end with the secret that they were signed with', () => {
    expect(readToken(`${SECRET}!`, 'status', token)).to.equal(undefined);
  });

  it('cannot be made for another submission from one that is known', () => {
    const other = Buffer.from(uuid().replaceAll('-', ''), 'hex');
    const mac = Buffer.from(token, 'base64url').subarray(16);
    const forged = Buffer.concat([other, mac]).toString('base64url');
    expect(forged).to.have.length(token.length);
    expect(readToken(SECRET, 'status', forged)).to.equal(undefined);
  });

  it('with any bit changed lead nowhere', () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const text = changed.toString('base64url');
      expect(readToken(SECRET, 'status', text), String(bit)).to.equal(undefined);
    }
  });

  it('cut short, made longer or invented lead nowhere', () => {
    for (let end = 0; end < token.length; end += 1) {
      expect(readToken(SECRET, 'status', token.slice(0, end))).to.equal(undefined);
    }
    for (const text of [`${token}A`, `${token}=`, ` ${token}`, `${token}\n`, `${token}/..`]) {
      expect(readToken(SECRET, 'status', text)).to.equal(undefined);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readToken(SECRET, 'status', text)).to.equal(undefined);
      }),
    );
  });
});

describe('Signed texts', () => {
  it('are read back as they were, for their purpose only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const signed = signText(SECRET, 'form', text);
        expect(readSignedText(SECRET, 'form', signed)).to.equal(text);
        expect(readSignedText(SECRET, 'other', signed)).to.equal(undefined);
        expect(readSignedText(SECRET, 'form', `x${signed}`)).to.equal(undefined);
        expect(readSignedText(SECRET, 'form', signed.slice(0, -1))).to.equal(undefined);
      }),
    );
    expect(readSignedText(SECRET, 'form', 'ohne Punkt')).to.equal(undefined);
  });
});

describe('Pseudonyms', () => {
  it('are the same for the same address and tell nothing of it', () => {
    const name = pseudonym(SECRET, 'limit', '192.0.2.7');
    expect(name)
      .to.equal(pseudonym(SECRET, 'limit', '192.0.2.7'))
      .and.not.include('192');
    expect(name).not.to.equal(pseudonym(SECRET, 'limit', '192.0.2.8'));
    expect(name).not.to.equal(pseudonym(SECRET, 'other', '192.0.2.7'));
    expect(name).not.to.equal(pseudonym('another secret', 'limit', '192.0.2.7'));
  });
});
