import { describe, expect, it } from 'vitest';
import { xmlProblem } from '../../../../tests/well-formed.ts';
import { element, escapeXml, textElement } from './xml.ts';

describe('a text in XML', () => {
  it.each([
    ['keeps what means something else', `<b> & "c" 'd'`, '&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;'],
    ['keeps line breaks and tabs', 'a\n\tb', 'a\n\tb'],
    ['loses what XML cannot write', 'a\u0000\u0008\u000b\u001f\ufffe\uffffb', 'ab'],
    ['loses halves of pairs', 'a\ud83d', 'a\ufffd'],
    ['keeps pictures', '💡', '💡'],
  ])('%s', (_, text, expected) => {
    expect(escapeXml(text)).toBe(expected);
  });
});

it('writes elements, without attributes that are null', () => {
  expect(element('a', { b: '"', c: null, d: 1 })).toBe('<a b="&quot;" d="1"/>');
  expect(element('a', {}, '<b/>', '')).toBe('<a><b/></a>');
  expect(textElement('a', '<')).toBe('<a>&lt;</a>');
});

describe('the checker of these tests', () => {
  it.each([
    ['<a b="1"><c/>text &amp; &#39;</a>', null],
    ['<?xml version="1.0" encoding="UTF-8"?>\n<a/>\n', null],
    ['<a><b></a></b>', 'ends what did not begin: </a>'],
    ['<a>', 'does not end a'],
    ['<a/><b/>', 'holds something beside its root'],
    ['text', 'holds something beside its root'],
    ['<a>&nbsp;</a>', 'holds an unknown entity'],
    ['<a b="1" b="2"/>', 'has an attribute twice: <a b="1" b="2"/>'],
    ['<a b=1/>', 'cannot be read from "<a b=1/>"'],
    ['<a>\u0001</a>', 'holds a character that XML does not know'],
    ['', 'is empty'],
  ])('%j', (text, problem) => {
    expect(xmlProblem(text)).toBe(problem);
  });
});
