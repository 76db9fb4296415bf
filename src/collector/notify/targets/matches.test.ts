import { describe, expect, it } from 'vitest';
import { DEFAULT_ROUTING } from '../routing.ts';
import { matches } from './matches.ts';

const MATTER = { clientId: 'home', severity: 'high', tags: ['attic', 'media'] } as const;

describe('a channel takes', () => {
  it.each([
    { what: 'critical and high unless somebody chose otherwise', channel: {}, matter: {}, takes: true },
    { what: 'no medium ones', channel: {}, matter: { severity: 'medium' as const }, takes: false },
    { what: 'those of its client', channel: { clientId: 'home' }, matter: {}, takes: true },
    { what: 'none of another client', channel: { clientId: 'acme' }, matter: {}, takes: false },
    { what: 'those with one of its tags', channel: { tags: ['cellar', 'media'] }, matter: {}, takes: true },
    { what: 'none without its tags', channel: { tags: ['cellar'] }, matter: {}, takes: false },
    { what: 'nothing when it has no severity', channel: { severities: [] }, matter: {}, takes: false },
  ])('$what', ({ channel: { clientId = null, ...routing }, matter, takes }) => {
    expect(matches({ clientId, routing: { ...DEFAULT_ROUTING, ...routing } }, { ...MATTER, ...matter })).toBe(
      takes,
    );
  });
});
