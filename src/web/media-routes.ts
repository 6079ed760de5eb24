import { Router } from 'express';
import { findAttachment } from '../db/attachments.ts';
import { NotFound } from '../domain/errors.ts';
import { pictureName } from '../uploads/store.ts';
import { contextOf, oneValue } from './context.ts';
import { mediaKey } from './media-key.ts';
import type { WebParts } from './parts.ts';
import { ROUTES } from './paths.ts';

const NAME = /^([0-9a-f-]{36})(?:-(large|medium|small|preview)\.webp|\.pdf)$/;

/** Pictures and flyers: public ones for everybody, others only with the key that a page put there. */
export function mediaRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.media, async (req, res) => {
    contextOf(res);
    const match = NAME.exec(req.params.file);
    const id = match?.[1] ?? '';
    const size = match?.[2];
    const attachment = id === '' ? undefined : await findAttachment(parts.db.read, id);
    const isPdf = size === undefined;
    const isOfFlyer = isPdf || size === 'preview';
    if (attachment === undefined || (attachment.kind === 'flyer') !== isOfFlyer) {
      throw new NotFound('media');
    }
    if (!attachment.isPublic && oneValue(req.query, 'key') !== mediaKey(parts.secret, id)) {
      throw new NotFound('media');
    }
    res.set('X-Content-Type-Options', 'nosniff');
    // Uploaded files get no rights of their own, whatever a viewer finds in them.
    res.set('Content-Security-Policy', "default-src 'none'; sandbox");
    if (isPdf)
      res.attachment(attachment.name.replace(/[^\w .-]/g, '_').replace(/(\.pdf)?$/i, '.pdf'));
    const bytes =
      (await parts.store.read(req.params.file)) ??
      // Pictures from before there was a middle size have a large one.
      (size === 'medium' ? await parts.store.read(pictureName(id, 'large')) : undefined);
    if (bytes === undefined) throw new NotFound('media');
    res.type(isPdf ? 'application/pdf' : 'image/webp');
    // A picture may be taken off a site: copies are asked after once a day.
    res.set('Cache-Control', attachment.isPublic ? 'public, max-age=86400' : 'private, no-cache');
    res.send(bytes);
  });
  return router;
}
