import type { MailLinks } from '../../src/mail/compose.ts';

const ORIGIN = 'https://portal.example.org';
/** Addresses that say in words what they lead to. */
export const links: MailLinks = {
  host: 'portal.example.org',
  portal: 'Portal',
  confirm: (id, language) => `${ORIGIN}/${language}/confirm/${id}`,
  confirmFresh: (id, language, guest) => `${ORIGIN}/${language}/fresh/${guest ?? id}`,
  status: (id, language, guest) => `${ORIGIN}/${language}/status/${guest ?? id}`,
  edit: (id, language, guest) => `${ORIGIN}/${language}/edit/${guest ?? id}`,
  withdraw: (id, language, guest) => `${ORIGIN}/${language}/withdraw/${guest ?? id}`,
  batch: (id, language) => `${ORIGIN}/${language}/batch/${id}`,
  unsubscribe: (address, language) => `${ORIGIN}/${language}/unsubscribe/${String(address.length)}`,
  own: (id, language) => `${ORIGIN}/${language}/own/${id}`,
  draft: (id, language) => `${ORIGIN}/${language}/draft/${id}`,
  item: (kind, slug, site, language) => `${ORIGIN}/${language}/${site}/${kind}/${slug}`,
  desk: (reference) => `${ORIGIN}/desk/${reference}`,
  report: (reference) => `${ORIGIN}/desk/reports/${reference}`,
  queue: () => `${ORIGIN}/desk`,
  landingDesk: () => `${ORIGIN}/desk/landing`,
  password: (token) => `${ORIGIN}/password/${token}`,
  home: () => `${ORIGIN}/`,
};
