import { commonFields } from './common.ts';
import * as field from './fields.ts';

export const storyFields = {
  ...commonFields,
  description: field.requiredText('descriptionMissing', 12_000),
  period: field.line(120),
  partners: field.text(1_000),
  result: field.text(2_000),
  contactName: field.line(120),
};
