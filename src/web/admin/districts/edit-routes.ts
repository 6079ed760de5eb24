import { Router, type Request, type Response } from 'express';
import { findAttachment, type Attachment } from '../../../db/attachments.ts';
import type { District } from '../../../db/places.ts';
import {
  readDistrictPicture,
  readDistrictWords,
  type DistrictWords,
} from '../../../domain/district-form.ts';
import { Invalid, type FieldProblem } from '../../../domain/errors.ts';
import type { Picture } from '../../../domain/kinds/content.ts';
import { cleanLine } from '../../../domain/text.ts';
import { changeDistrict, pictureOwner, stampOf } from '../../../workflow/change-district.ts';
import { receiveUpload } from '../../../workflow/receive-upload.ts';
import { accountOf, contextOf, oneValue } from '../../context.ts';
import { listFiles, readMultipart } from '../../files/upload.ts';
import type { WebParts } from '../../parts.ts';
import { ROUTES } from '../../paths.ts';
import { districtOf } from './find-district.ts';
import { showForm, type Typed } from './show-form.ts';

/** One district's words, colours, picture and office. */
export function editRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.district, (req, res) => {
    const district = districtOf(req, res);
    showForm(parts, req, res, district, { ...typedOf(district), problems: [] });
  });
  router.post(ROUTES.district, readMultipart, (req, res) => save(parts, req, res));
  return router;
}

function typedOf(district: District): Omit<Typed, 'problems'> {
  const { picture } = district;
  return {
    stamp: stampOf(district),
    words: district,
    pictureId: picture?.id ?? '',
    picture: {
      alt: picture?.alt ?? '',
      credit: picture?.credit ?? '',
      licence: picture?.licence ?? '',
      persons: picture?.persons ?? '',
    },
  };
}

async function save(parts: WebParts, req: Request, res: Response): Promise<void> {
  const account = accountOf(req);
  const district = districtOf(req, res);
  const typed = (name: string) => oneValue(req.body, name);
  const step = typed('step');
  const { words, problems } = readDistrictWords(typed);
  const kept = await keepPicture(parts, req, district, problems);
  const about = readDistrictPicture(typed);
  // Nothing has to be said of a picture that is not there.
  if (kept !== undefined) problems.push(...about.problems);
  const picture =
    kept === undefined || about.said === undefined ? null : describe(kept, about.said);
  const stamp = typed('stamp');
  if (step !== 'save' || problems.length > 0) {
    showForm(parts, req, res, district, {
      stamp,
      words,
      pictureId: kept?.id ?? '',
      picture: {
        alt: typed('alt'),
        credit: typed('credit'),
        licence: typed('licence'),
        persons: typed('persons'),
      },
      // Whoever only looks is told of the colours, which is what they look at.
      problems: step === 'save' ? problems : problems.filter(isOfInterest),
    });
    return;
  }
  await changeDistrict(parts, account, district.id, stamp, words satisfies DistrictWords, picture);
  res.redirect(303, contextOf(res).paths.districts({ getan: 'saved' }));
}

const isOfInterest = ({ field }: FieldProblem) =>
  field === 'colour' || field === 'colourDark' || field === 'picture';

function describe(
  { id, width, height }: Attachment,
  said: Pick<Picture, 'alt' | 'credit' | 'licence' | 'persons'>,
): Picture {
  return { id, ...said, width: width ?? 0, height: height ?? 0, focus: 'center' };
}

/** The picture of this request, or the one that the form had already, unless it is to go. */
async function keepPicture(
  parts: WebParts,
  req: Request,
  district: District,
  problems: FieldProblem[],
): Promise<Attachment | undefined> {
  const owner = pictureOwner(district);
  const [upload] = listFiles(req, 'picture');
  if (upload !== undefined) {
    const name = cleanLine(upload.originalname).slice(0, 120);
    const refuse = (message: string) => {
      problems.push({ field: 'picture', message, values: { file: name } });
    };
    if (upload.tooLarge) refuse('fileTooLarge');
    else {
      try {
        const file = { field: 'picture', name, bytes: upload.read };
        return await receiveUpload(parts, 'image', file, owner);
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        for (const problem of error.problems) refuse(problem.message);
      }
    }
  }
  if (oneValue(req.body, 'step') === 'remove') return undefined;
  const id = oneValue(req.body, 'pictureId');
  const earlier = id === '' ? undefined : await findAttachment(parts.db.read, id);
  // Of this form alone: nobody else's picture gets onto a site by its number.
  return earlier?.kind === 'image' && (earlier.keptFor === owner || earlier.formKey === owner)
    ? earlier
    : undefined;
}
