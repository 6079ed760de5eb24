import { expect } from 'chai';
import { hireStaff, openPortal, PASSWORD } from '../../support/portal.ts';
import { sendRaw } from '../../support/raw-http.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('Signing in behind a proxy with https', () => {
  it('uses a cookie for this host alone, and takes it away at the end', async () => {
    const portal = await openPortal({
      baseUrl: 'https://portal.example',
      env: { TRUST_PROXY: 'loopback' },
    });
    try {
      await hireStaff(portal.services);
      const headers = { ...FORM, Host: 'portal.example', 'X-Forwarded-Proto': 'https' };
      const body = new URLSearchParams({
        email: 'kalk@example.org',
        password: PASSWORD,
      }).toString();
      const entered = await sendRaw(portal, { method: 'POST', path: '/anmelden', headers, body });
      const cookie = String(entered.headers['set-cookie']?.[0]);
      expect(cookie)
        .to.match(/^__Host-sitzung=/)
        .and.match(/; Secure/)
        .and.match(/; Path=\//);
      const Cookie = cookie.split(';')[0] ?? '';
      const out = await sendRaw(portal, {
        method: 'POST',
        path: '/abmelden',
        headers: { ...headers, Cookie },
      });
      // A browser refuses to touch a __Host- cookie by a header without Secure (RFC 6265bis, 4.1.3.2).
      expect(String(out.headers['set-cookie']))
        .to.match(/^__Host-sitzung=;/)
        .and.match(/; Secure/);
      expect(out.headers['strict-transport-security']).to.include('max-age=31536000');
    } finally {
      await portal.close();
    }
  });
});
