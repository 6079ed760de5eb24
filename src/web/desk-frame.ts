import {
  mayAdminister,
  mayEditLandingPage,
  mayUseDesk,
  type Account,
} from '../domain/permissions.ts';
import type { Context } from './context.ts';

/** The frame of every page behind the sign-in: who is here, and where they may go. */
export function deskFrame(context: Context, account: Account, current: string) {
  return {
    layout: 'desk' as const,
    noIndex: true,
    current,
    account,
    deskNames: account.districtIds
      .map((id) => context.city.byId.get(id)?.shortName ?? '')
      .filter(Boolean)
      .join(', '),
    nav: {
      desk: mayUseDesk(account),
      news: mayUseDesk(account) || mayEditLandingPage(account),
      pages: mayUseDesk(account) || mayEditLandingPage(account) || mayAdminister(account),
      landing: mayEditLandingPage(account),
      admin: mayAdminister(account),
    },
  };
}
