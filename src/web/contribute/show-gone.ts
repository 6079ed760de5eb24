import type { Response } from 'express';
import { contextOf } from '../context.ts';
import { sendPage } from '../render.ts';

/** Where a receipt led to something that was erased since (RFC 9110, section 15.5.11: gone). */
export function showGone(res: Response): void {
  const { t } = contextOf(res).words;
  const page = { title: t('sent.gone.title'), text: t('sent.gone.text'), noIndex: true };
  sendPage(res, 'error', page, 410);
}
