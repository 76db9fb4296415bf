import { expect, it } from 'vitest';
import { escapeMarkup } from './escape-markup.ts';

it.each([
  ['plain', 'plain'],
  ['<b>', '&lt;b&gt;'],
  ['a & b', 'a &amp; b'],
  ['&lt;', '&amp;lt;'],
  ['<!channel> @here', '&lt;!channel&gt; @here'],
])('%s is written %s', (text, markup) => {
  expect(escapeMarkup(text)).toBe(markup);
});
