import { describe, expect, it } from 'vitest';
import type { Role, Scope } from '../context.ts';
import { keyContext, personContext } from './contexts.ts';
import { makeKey } from './keys.ts';
import type { AuthStore } from './store.ts';

const CLIENTS = ['home', 'smith'];
const keyFor = (clientId: string | null, scopes: Scope[], serverId: string | null = null) =>
  makeKey({ name: 'test', scopes, clientId, serverId }, 'Ada', 0).row;

describe('keyContext', () => {
  it('of an unbound key holds its scopes for every client', () => {
    const ctx = keyContext(keyFor(null, ['read']), CLIENTS, 'r');
    expect([...ctx.grants.keys()]).toEqual(CLIENTS);
    expect(ctx).toMatchObject({
      hubWide: true,
      serverId: null,
      requestId: 'r',
      actor: { type: 'key', name: 'test' },
    });
  });

  it('of a bound key holds them for its client alone, whatever clients there are', () => {
    const ctx = keyContext(keyFor('smith', ['admin']), CLIENTS, 'r');
    expect([...ctx.grants]).toEqual([['smith', new Set(['admin'])]]);
    expect(ctx.hubWide).toBe(false);
  });

  it('names the server that a key is bound to', () => {
    expect(keyContext(keyFor('home', ['agent:report'], 'nas'), CLIENTS, 'r').serverId).toBe('nas');
  });
});

describe('personContext', () => {
  const person = { id: 'p', name: 'Ada' };
  const contextWith = (...memberships: [clientId: string, role: Role][]) => {
    const rows = memberships.map(([clientId, role]) => ({ personId: 'p', clientId, role }));
    const store = { membershipsOf: async () => rows } as unknown as AuthStore;
    return personContext(store, person, 'home', CLIENTS, 'r');
  };

  it('of an owner of the hub is owner for every client', async () => {
    const ctx = await contextWith(['home', 'owner']);
    expect(ctx.hubWide).toBe(true);
    expect([...ctx.grants.keys()]).toEqual(CLIENTS);
    expect(ctx.grants.get('smith')?.has('admin')).toBe(true);
  });

  it.each<{ what: string; memberships: [string, Role][]; scopes: Record<string, string[]> }>([
    { what: 'somebody without any role', memberships: [], scopes: {} },
    { what: 'a viewer', memberships: [['home', 'viewer']], scopes: { home: ['read'] } },
    { what: 'an operator', memberships: [['home', 'operator']], scopes: { home: ['read', 'operate'] } },
    {
      what: 'somebody with two roles',
      memberships: [
        ['home', 'viewer'],
        ['smith', 'operator'],
      ],
      scopes: { home: ['read'], smith: ['read', 'operate'] },
    },
  ])('of $what holds the scopes of the role in its client', async ({ memberships, scopes }) => {
    const ctx = await contextWith(...memberships);
    expect(ctx.hubWide).toBe(false);
    expect(Object.fromEntries([...ctx.grants].map(([id, held]) => [id, [...held]]))).toEqual(scopes);
  });

  it('of an owner of another client does not run the hub', async () => {
    const ctx = await contextWith(['smith', 'owner'], ['home', 'operator']);
    expect(ctx.hubWide).toBe(false);
    expect(ctx.grants.get('home')?.has('admin')).toBe(false);
  });
});
