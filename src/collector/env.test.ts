import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../tests/factories.ts';
import { parseEnv } from './env.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

/** A file as container secrets come: with a line break at its end. */
function secretFile(content: string): string {
  const path = join(folder.path, 'secret-file');
  writeFileSync(path, `${content}\n`);
  return path;
}

const LONG = 'x'.repeat(40);

describe('parseEnv', () => {
  it('needs nothing: every value has a default or may be absent', () => {
    expect(parseEnv({})).toEqual({
      HOST: '0.0.0.0',
      PORT: 8080,
      LOG_LEVEL: 'info',
      DATABASE_URL: 'file:./data/porchlight.db',
      PORCHLIGHT_LOCAL_AGENT: true,
      PORCHLIGHT_DEMO: false,
    });
  });

  it.each([
    { what: 'a port as a number', source: { PORT: '9000' }, expected: { PORT: 9000 } },
    { what: 'any free port', source: { PORT: '0' }, expected: { PORT: 0 } },
    { what: 'an empty value as none', source: { PORT: '', HOST: '' }, expected: { PORT: 8080 } },
    {
      what: 'the agent turned off',
      source: { PORCHLIGHT_LOCAL_AGENT: '0' },
      expected: { PORCHLIGHT_LOCAL_AGENT: false },
    },
    {
      what: 'a demo beside a hub that is in earnest, without this machine',
      source: { PORCHLIGHT_DEMO: '1' },
      expected: { DATABASE_URL: 'file:./data/demo/porchlight.db', PORCHLIGHT_LOCAL_AGENT: false },
    },
    {
      what: 'a demo where and with whom somebody wants it',
      source: { PORCHLIGHT_DEMO: '1', DATABASE_URL: 'file:/tmp/x.db', PORCHLIGHT_LOCAL_AGENT: '1' },
      expected: { PORCHLIGHT_DEMO: true, DATABASE_URL: 'file:/tmp/x.db', PORCHLIGHT_LOCAL_AGENT: true },
    },
    {
      what: 'no demo as none',
      source: { PORCHLIGHT_DEMO: '0' },
      expected: { DATABASE_URL: 'file:./data/porchlight.db', PORCHLIGHT_LOCAL_AGENT: true },
    },
    {
      what: 'an address without the slash at its end',
      source: { PORCHLIGHT_URL: 'https://porch.example/' },
      expected: { PORCHLIGHT_URL: 'https://porch.example' },
    },
    {
      what: 'an address with a port',
      source: { PORCHLIGHT_URL: 'http://nas.lan:8080' },
      expected: { PORCHLIGHT_URL: 'http://nas.lan:8080' },
    },
  ])('reads $what', ({ source, expected }) => {
    expect(parseEnv(source)).toMatchObject(expected);
  });

  it.each([
    { what: 'the file when only the file is named', named: {}, expected: LONG },
    {
      what: 'the file when the variable is empty, as compose files pass it',
      named: { PORCHLIGHT_SECRET: '' },
      expected: LONG,
    },
    {
      what: 'the variable when both are there',
      named: { PORCHLIGHT_SECRET: 'y'.repeat(40) },
      expected: 'y'.repeat(40),
    },
  ])('takes $what', ({ named, expected }) => {
    const env = parseEnv({ ...named, PORCHLIGHT_SECRET_FILE: secretFile(LONG) });
    expect(env.PORCHLIGHT_SECRET).toBe(expected);
  });

  it('takes what channels need, from files too, and leaves its sense to them', () => {
    const path = secretFile('123456:ABC');
    expect(parseEnv({ TELEGRAM_BOT_TOKEN_FILE: path, SMTP_PORT: 'x', NTFY_URL: '' })).toMatchObject({
      TELEGRAM_BOT_TOKEN: '123456:ABC',
      SMTP_PORT: 'x',
    });
    expect(parseEnv({ NTFY_URL: '' })).not.toHaveProperty('NTFY_URL');
  });

  it('says which file it cannot read', () => {
    expect(() => parseEnv({ PORCHLIGHT_SECRET_FILE: '/nowhere/secret' })).toThrow('/nowhere/secret');
  });

  it.each([
    { name: 'PORT', value: 'eighty' },
    { name: 'PORT', value: '65536' },
    { name: 'PORT', value: '80.5' },
    { name: 'LOG_LEVEL', value: 'chatty' },
    { name: 'DATABASE_URL', value: 'postgres://user:pass@host/db' },
    { name: 'PORCHLIGHT_URL', value: 'porch.example' },
    { name: 'PORCHLIGHT_URL', value: 'ftp://porch.example' },
    { name: 'PORCHLIGHT_URL', value: 'https://example.org/porch' },
    { name: 'PORCHLIGHT_API_KEY', value: 'too-short' },
    { name: 'PORCHLIGHT_SECRET', value: 'short-secret' },
    { name: 'PORCHLIGHT_LOCAL_AGENT', value: 'maybe' },
    { name: 'PORCHLIGHT_DEMO', value: 'perhaps' },
  ])('refuses $name=$value, names it and does not repeat the value', ({ name, value }) => {
    const parse = () => parseEnv({ [name]: value });
    expect(parse).toThrow(name);
    expect(parse).not.toThrow(value);
  });

  it('names everything that is wrong at once', () => {
    expect(() => parseEnv({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });
});
