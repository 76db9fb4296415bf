import { expect, it } from 'vitest';
import { basicAuth } from './basic-auth.ts';

it.each([
  ['Aladdin', 'open sesame', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
  ['test', '123£', 'Basic dGVzdDoxMjPCow=='],
])('%s and %s are %s, as RFC 7617 has them', (name, password, header) => {
  expect(basicAuth(name, password)).toBe(header);
});
