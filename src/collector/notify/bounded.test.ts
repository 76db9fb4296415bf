import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../tests/notification.ts';
import { bounded } from './bounded.ts';
import type { Notification } from './notification.ts';

describe('a notification within bounds', () => {
  it('stays as it is when it is ordinary', () => {
    const ordinary = notificationWith({ items: ['One'], message: 'Two\n\nlines' });
    expect(bounded(ordinary)).toEqual(ordinary);
  });

  it.each<{ what: string; given: Partial<Notification>; is: Partial<Notification> }>([
    { what: 'a title is one line', given: { title: ' a\r\n\tb ' }, is: { title: 'a b' } },
    {
      what: 'a message keeps its lines only',
      given: { message: 'a\r\nb\u0007c' },
      is: { message: 'a\nb c' },
    },
    { what: 'half a character is replaced', given: { title: 'a\ud800' }, is: { title: 'a\ufffd' } },
    { what: 'no server stays none', given: { server: null }, is: { server: null } },
    { what: 'a server is cut', given: { server: 'x'.repeat(81) }, is: { server: `${'x'.repeat(79)}…` } },
    {
      what: 'a fact that says nothing is left out',
      given: {
        fields: [
          { label: 'Service', value: ' ' },
          { label: 'Pool', value: 'tank' },
        ],
      },
      is: { fields: [{ label: 'Pool', value: 'tank' }] },
    },
    { what: 'no page stays none', given: { url: null }, is: { url: null } },
    {
      what: 'a page may stand in an attribute',
      given: { url: 'https://hub.example.org/a?b="c"' },
      is: { url: 'https://hub.example.org/a?b=%22c%22' },
    },
    { what: 'a script is no page', given: { url: 'javascript:alert(1)' }, is: { url: null } },
    { what: 'a page too long is none', given: { url: `https://a/${'x'.repeat(500)}` }, is: { url: null } },
    { what: 'nonsense is no page', given: { url: 'nonsense' }, is: { url: null } },
  ])('$what', ({ given, is }) => {
    expect(bounded(notificationWith(given))).toMatchObject(is);
  });

  it('names how many items are left out', () => {
    const items = Array.from({ length: 25 }, (_, n) => `Item ${n}`);
    const { items: shown } = bounded(notificationWith({ items }));
    expect(shown).toHaveLength(20);
    expect(shown.at(-1)).toBe('and 6 more');
    expect(bounded(notificationWith({ items: items.slice(0, 20) })).items.at(-1)).toBe('Item 19');
  });

  it('has ten facts at most', () => {
    const fields = Array.from({ length: 12 }, () => ({ label: 'a', value: 'b' }));
    expect(bounded(notificationWith({ fields })).fields).toHaveLength(10);
  });
});
