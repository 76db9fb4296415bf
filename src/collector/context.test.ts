import { describe, expect, it } from 'vitest';
import {
  AGENT_SCOPES,
  type Ctx,
  ROLE_SCOPES,
  requireHub,
  requireScope,
  SCOPES,
  type Scope,
} from './context.ts';

function ctx(grants: Record<string, readonly Scope[]>, hubWide = false): Ctx {
  return {
    actor: { type: 'key', id: 'k', name: 'test' },
    grants: new Map(Object.entries(grants).map(([client, scopes]) => [client, new Set(scopes)])),
    hubWide,
    serverId: null,
    requestId: 'r',
  };
}

describe('requireScope', () => {
  it.each<{ what: string; grants: Record<string, readonly Scope[]>; scope: Scope; expected: string[] }>([
    { what: 'the client of the scope', grants: { home: ['read'] }, scope: 'read', expected: ['home'] },
    {
      what: 'only the clients in which the scope is held',
      grants: { home: ['read'], smith: ['read', 'operate'] },
      scope: 'operate',
      expected: ['smith'],
    },
    { what: 'every scope for admin', grants: { home: ['admin'] }, scope: 'agent:exec', expected: ['home'] },
    {
      what: 'several clients in their order',
      grants: { a: ['read'], b: ['admin'], c: ['ingest'] },
      scope: 'read',
      expected: ['a', 'b'],
    },
  ])('answers $what', ({ grants, scope, expected }) => {
    expect(requireScope(ctx(grants), scope)).toEqual(expected);
  });

  it.each<{ what: string; grants: Record<string, readonly Scope[]>; scope: Scope }>([
    { what: 'who holds nothing', grants: {}, scope: 'read' },
    { what: 'who holds another scope', grants: { home: ['read'] }, scope: 'operate' },
    { what: 'an agent that wants to read', grants: { home: ['agent:report'] }, scope: 'read' },
    { what: 'an operator who wants to administer', grants: { home: ROLE_SCOPES.operator }, scope: 'admin' },
    { what: 'a viewer who wants to operate', grants: { home: ROLE_SCOPES.viewer }, scope: 'operate' },
  ])('refuses $what, and names the scope', ({ grants, scope }) => {
    expect(() => requireScope(ctx(grants), scope)).toThrow(`"${scope}"`);
  });
});

describe('requireHub', () => {
  it('lets pass who runs the hub and holds the scope', () => {
    expect(() => requireHub(ctx({ home: ['admin'] }, true), 'admin')).not.toThrow();
  });
  it.each([
    { what: 'the admin of one client', asker: ctx({ smith: ['admin'] }) },
    { what: 'a reader of the whole hub', asker: ctx({ home: ['read'] }, true) },
  ])('refuses $what', ({ asker }) => {
    expect(() => requireHub(asker, 'admin')).toThrow();
  });
});

describe('roles', () => {
  it('grow: a viewer holds less than an operator, an operator less than an owner', () => {
    const { viewer, operator, owner } = ROLE_SCOPES;
    expect(viewer.every((scope) => operator.includes(scope))).toBe(true);
    expect(operator.every((scope) => owner.includes(scope))).toBe(true);
    expect([...owner].sort()).toEqual([...SCOPES].sort());
  });

  it('of people and what agents do have nothing in common below the owner', () => {
    expect(ROLE_SCOPES.operator.some((scope) => AGENT_SCOPES.includes(scope))).toBe(false);
  });
});
