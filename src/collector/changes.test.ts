import { describe, expect, it } from 'vitest';
import { type Change, openChanges } from './changes.ts';

const CHANGE: Change = { clientId: 'home', kind: 'server', id: 'nas' };

describe('changes', () => {
  it('reach everybody who listens, and nobody who stopped', () => {
    const changes = openChanges();
    const heard: string[] = [];
    const stop = changes.subscribe(() => heard.push('first'));
    changes.subscribe((change) => heard.push(change.id));
    changes.changed(CHANGE);
    stop();
    changes.changed(CHANGE);
    expect(heard).toEqual(['first', 'nas', 'nas']);
  });

  it('can be stopped from inside a call, and twice', () => {
    const changes = openChanges();
    let calls = 0;
    const stop = changes.subscribe(() => {
      calls += 1;
      stop();
    });
    changes.changed(CHANGE);
    changes.changed(CHANGE);
    stop();
    expect(calls).toBe(1);
  });

  it('say when the hub stops', () => {
    const changes = openChanges();
    expect(changes.ended.aborted).toBe(false);
    changes.end();
    expect(changes.ended.aborted).toBe(true);
  });
});
