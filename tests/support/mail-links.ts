import type { MailLinks } from '../../src/mail/compose.ts';

const ORIGIN = 'https://portal.example.org';
/** Addresses that say in words what they lead to. */
export const links: MailLinks = {
  host: 'portal.example.org',
  portal: 'Portal',
  confirm: (id, language) => `${ORIGIN}/${language}/confirm/${id}`,
  status: (id, language) => `${ORIGIN}/${language}/status/${id}`,
  edit: (id, language) => `${ORIGIN}/${language}/edit/${id}`,
  item: (kind, slug, site, language) => `${ORIGIN}/${language}/${site}/${kind}/${slug}`,
  desk: (reference) => `${ORIGIN}/desk/${reference}`,
  landingDesk: () => `${ORIGIN}/desk/landing`,
  password: (token) => `${ORIGIN}/password/${token}`,
  home: () => `${ORIGIN}/`,
};
