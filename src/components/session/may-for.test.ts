import { expect, it } from 'vitest';
import type { Ctx, Scope } from '../../collector/context.ts';
import { mayFor } from './may-for.ts';

const ctx = (hubWide: boolean, grants: [string, Scope[]][]): Ctx => ({
  actor: { type: 'person', id: 'p', name: 'Ada' },
  grants: new Map(grants.map(([id, scopes]) => [id, new Set(scopes)])),
  hubWide,
  serverId: null,
  requestId: 'r',
});

it.each<[string, Ctx, Scope, string | null, boolean]>([
  ['an owner changes what is of his client', ctx(false, [['a', ['admin']]]), 'admin', 'a', true],
  ['and nothing of another', ctx(false, [['a', ['admin']]]), 'admin', 'b', false],
  ['nor what is of every client', ctx(false, [['a', ['admin']]]), 'admin', null, false],
  ['who runs the hub does', ctx(true, [['a', ['admin']]]), 'admin', null, true],
  ['an operator operates', ctx(false, [['a', ['read', 'operate']]]), 'operate', 'a', true],
  ['a viewer does not', ctx(true, [['a', ['read']]]), 'operate', 'a', false],
])('%s', (_, asker, scope, clientId, may) => {
  expect(mayFor(asker, scope, clientId)).toBe(may);
});
