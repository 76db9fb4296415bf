import { expect, it } from 'vitest';
import type { Ctx, Scope } from '../../collector/context.ts';
import { may } from './may.ts';

const asker = (...clients: Scope[][]): Ctx => ({
  actor: { type: 'person', id: 'p', name: 'P' },
  grants: new Map(clients.map((scopes, index) => [`client-${index}`, new Set(scopes)])),
  hubWide: false,
  serverId: null,
  requestId: 'r',
});

it.each<[string, Ctx, Scope, boolean]>([
  ['a viewer may not change', asker(['read']), 'operate', false],
  ['an operator may', asker(['read', 'operate']), 'operate', true],
  ['admin includes all', asker(['admin']), 'operate', true],
  ['one client is enough', asker(['read'], ['operate']), 'operate', true],
  ['nobody may nothing', asker(), 'read', false],
])('%s', (_, ctx, scope, expected) => {
  expect(may(ctx, scope)).toBe(expected);
});
