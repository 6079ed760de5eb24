import { compile, type FormatCallback } from 'html-to-text';

/** "Einsendung bestätigen:", and the address whole on a line of its own, so that it can be clicked. */
const linkLine: FormatCallback = (element, walk, builder, options) => {
  const attribs = element.attribs as Record<string, string>;
  builder.openBlock({ leadingLineBreaks: options['leadingLineBreaks'] ?? 1 });
  walk(element.children, builder);
  if (options['colon'] === true) builder.addInline(':', { noWordTransform: true });
  builder.addLineBreak();
  builder.addLiteral(attribs['href'] ?? '');
  builder.closeBlock({ trailingLineBreaks: options['trailingLineBreaks'] ?? 1 });
};

/** The text of a letter, from its HTML, so that neither says more. Compiled once: it is the dear part. */
export const toText = compile({
  wordwrap: 76,
  formatters: { linkLine },
  selectors: [
    { selector: '.skip', format: 'skip' },
    {
      selector: 'a.button',
      format: 'linkLine',
      options: { colon: true, leadingLineBreaks: 2, trailingLineBreaks: 2 },
    },
    { selector: 'a.title', format: 'linkLine', options: {} },
    { selector: 'a', format: 'linkLine', options: { leadingLineBreaks: 2 } },
    {
      selector: 'td.block',
      format: 'block',
      options: { leadingLineBreaks: 2, trailingLineBreaks: 2 },
    },
    {
      selector: 'p.close',
      format: 'paragraph',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    },
    {
      selector: 'blockquote',
      options: { leadingLineBreaks: 2, trailingLineBreaks: 2, trimEmptyLines: true },
    },
    { selector: 'hr', options: { length: 40 } },
  ],
});
