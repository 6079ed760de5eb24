import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
// "www.example.org" is meant as a link; "Kaffee.Es" is a missing blank, so no other name is guessed.
const WWW_NAME =
  /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d{1,5})?(?:[/?#][^\s<>"]*[^\s<>".,;:!?()])?/u;
markdown.linkify.add('www.', {
  validate: (text, start) => WWW_NAME.exec(text.slice(start))?.[0].length ?? 0,
  normalize: (match) => {
    match.url = `https://${match.url}`;
  },
});

// Headings start below the page's own; pictures come from uploads only, so Markdown's are dropped.
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'h3', 'h4', 'blockquote'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  transformTags: {
    h1: 'h3',
    h2: 'h3',
    h5: 'h4',
    h6: 'h4',
    a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow ugc noopener' }),
  },
};

function toHtml(html: string, allowed: sanitizeHtml.IOptions): string {
  // It writes empty elements as XML does, which is no HTML.
  return sanitizeHtml(html, allowed).replaceAll('<br />', '<br>');
}

/** People's text (Markdown, never HTML) as HTML that may stand on a page as it is. */
export function renderRichText(text: string): string {
  return text === '' ? '' : toHtml(markdown.render(text), ALLOWED);
}

// An office writes articles: its headings stand right below the page's own, and its links are its word.
const ARTICLE: sanitizeHtml.IOptions = {
  ...ALLOWED,
  allowedTags: [...(ALLOWED.allowedTags || []), 'h2'],
  transformTags: {
    h1: 'h2',
    h5: 'h4',
    h6: 'h4',
    a: sanitizeHtml.simpleTransform('a', { rel: 'noopener' }),
  },
};

/** The Markdown of an article as HTML that may stand on a page as it is, with headings from the second level on. */
export function renderArticle(text: string): string {
  return text === '' ? '' : toHtml(markdown.render(text), ARTICLE);
}
