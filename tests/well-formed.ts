const NAME = '[A-Za-z_][\\w.:-]*';
const ATTRIBUTE = `\\s+${NAME}="[^"<]*"`;
const TOKEN = new RegExp(`<(/?)(${NAME})((?:${ATTRIBUTE})*)\\s*(/?)>|([^<]+)`, 'y');
const BAD_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i;
const DECLARATION = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/;
/** What is no character of XML 1.0 (§2.2). */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function twice(attributes: string): boolean {
  const names = [...attributes.matchAll(new RegExp(`(${NAME})="`, 'g'))].map(([, name]) => name);
  return new Set(names).size < names.length;
}

/**
 * What is wrong with a text as XML 1.0 without comments, CDATA and doctype; null: it is well-formed. No parser is among
 * what we install.
 */
export function xmlProblem(text: string): string | null {
  if (NO_CHARACTER.test(text)) return 'holds a character that XML does not know';
  if (BAD_AMPERSAND.test(text)) return 'holds an unknown entity';
  const body = text.replace(DECLARATION, '').trimEnd();
  const open: string[] = [];
  let hasRoot = false;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < body.length; ) {
    const at = TOKEN.lastIndex;
    const [token, end, name = '', attributes = '', empty, content] = TOKEN.exec(body) ?? [];
    if (token === undefined) return `cannot be read from "${body.slice(at, at + 40)}"`;
    if (open.length === 0 && (content !== undefined || hasRoot)) return 'holds something beside its root';
    if (twice(attributes)) return `has an attribute twice: ${token}`;
    hasRoot = true;
    if (end === '/' && (attributes !== '' || empty === '/')) return `ends strangely: ${token}`;
    if (end === '/' && open.pop() !== name) return `ends what did not begin: ${token}`;
    if (content === undefined && end === '' && empty === '') open.push(name);
  }
  if (!hasRoot) return 'is empty';
  return open.length > 0 ? `does not end ${open.join(', ')}` : null;
}
