import { expect, it } from 'vitest';
import { redact } from './outbound-redact.ts';

const HOOK = 'https://hooks.slack.com/services/T01/B02/xoxSecretSecretSecret?key=abc';

it.each([
  { what: 'nothing secret', text: 'Slack refused it', secrets: [HOOK], shown: 'Slack refused it' },
  { what: 'a whole address', text: `POST ${HOOK} failed`, secrets: [HOOK], shown: 'POST ••• failed' },
  {
    what: 'the path of an address',
    text: 'at /services/T01/B02/xoxSecretSecretSecret',
    secrets: [HOOK],
    shown: 'at •••',
  },
  { what: 'its key alone', text: 'no xoxSecretSecretSecret', secrets: [HOOK], shown: 'no •••' },
  { what: 'what follows its path', text: 'with ?key=abc', secrets: [HOOK], shown: 'with •••' },
  { what: 'words of its path', text: 'the services', secrets: [HOOK], shown: 'the services' },
  { what: 'a token', text: 'bad token tk_123: tk_123', secrets: ['tk_123'], shown: 'bad token •••: •••' },
  { what: 'a token in a URL', text: 'auth=a%2Fb%2Bc', secrets: ['a/b+c'], shown: 'auth=•••' },
  { what: 'a secret in another', text: 'abcd1234', secrets: ['abcd', 'abcd1234'], shown: '•••' },
  { what: 'what is too short to be secret', text: 'port 25', secrets: ['25', ''], shown: 'port 25' },
])('a text with $what', ({ text, secrets, shown }) => {
  expect(redact(text, secrets)).toBe(shown);
});
