import { expect, it } from 'vitest';
import { below, text, token, webAddress } from './field.ts';

it.each([
  ['https://hooks.slack.com/services/T/B/x', true],
  ['http://192.168.1.5:8080/', true],
  [' https://ntfy.sh ', true],
  ['ftp://nas/', false],
  ['javascript:alert(1)', false],
  ['https://ada:pw@ntfy.sh/', false],
  ['https://ada@ntfy.sh/', false],
  ['ntfy.sh', false],
  ['', false],
])('"%s" may be an address: %s', (value, may) => {
  expect(webAddress().safeParse(value).success).toBe(may);
});

it.each([
  ['tk_AgQdq7mVBoFD37zQ', true],
  [' tk_1234 ', true],
  ['abc', false],
  ['two words', false],
  ['new\r\nline', false],
  ['schlüssel', false],
])('"%s" may be a token: %s', (value, may) => {
  expect(token().safeParse(value).success).toBe(may);
});

it.each([
  ['Porchlight', true],
  ['Küche 🏮', true],
  [' ', false],
  ['a\nb', false],
  ['x'.repeat(201), false],
])('"%s" may be a line: %s', (value, may) => {
  expect(text().safeParse(value).success).toBe(may);
});

it.each([
  ['https://push.example.org', 'message', 'https://push.example.org/message'],
  ['https://push.example.org/', 'message', 'https://push.example.org/message'],
  ['https://example.org/gotify', 'message', 'https://example.org/gotify/message'],
  ['https://example.org/gotify/', 'notify/key', 'https://example.org/gotify/notify/key'],
])('below %s, %s is %s', (server, path, url) => {
  expect(below(server, path)).toBe(url);
});
