import type { Content } from './content.ts';

/** One thing that an item says of itself; `name` is a key of the words below `fact.`. */
export interface PlainFact {
  readonly name: string;
  readonly text: string;
}

/** What goes stale first, for the question whether it still holds: when, where and how to reach. */
export function listPlainFacts(content: Content): PlainFact[] {
  const street = [content.street, content.houseNumber].filter(Boolean).join(' ');
  const town = [content.postalCode, content.city].filter(Boolean).join(' ');
  const own =
    content.kind === 'entry'
      ? [
          { name: 'organisation', text: content.organisation },
          { name: 'openingHours', text: content.openingHours },
          { name: 'appointment', text: content.appointment },
          { name: 'costs', text: content.costs },
        ]
      : content.kind === 'event'
        ? [{ name: 'price', text: content.price }]
        : [{ name: 'contactName', text: content.contactName }];
  return [
    ...own,
    { name: 'place', text: [content.placeName, street, town].filter(Boolean).join(', ') },
    { name: 'website', text: content.website },
    { name: 'publicEmail', text: content.publicEmail },
    { name: 'publicPhone', text: content.publicPhone },
  ].filter((fact) => fact.text !== '');
}
