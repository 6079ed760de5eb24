import { commonFields } from './common.ts';
import { ENTRY_TYPES } from '../vocabulary.ts';
import * as field from './fields.ts';

export const entryFields = {
  ...commonFields,
  entryType: field.oneOf(['', ...ENTRY_TYPES], ''),
  organisation: field.line(160),
  offer: field.text(1_500),
  openingHours: field.text(1_000),
  appointment: field.line(300),
  costs: field.line(300),
  eligibility: field.line(300),
};
