import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../db/open.ts';
import { AppError } from '../errors.ts';
import { type Delivery, openGroupCommit, takeBatch } from './group-commit.ts';

/** A delivery that writes one statement named after it. */
function delivery(serverId: string, label: string, size = 1): Delivery {
  return {
    serverId,
    size,
    prepare: () => ({ statements: [label], reports: [], committed: () => undefined }),
  };
}

/** A group commit on a store that keeps what it was given, refuses `bad`, and can be held up. */
function recorded(hold: Promise<void> = Promise.resolve()) {
  const batches: Statement[][] = [];
  const commits = openGroupCommit({
    write: async (statements) => {
      await hold;
      if (statements.includes('bad')) throw new Error('constraint');
      batches.push(statements);
    },
    append: () => [],
    appended: () => undefined,
  });
  return { commits, batches };
}

describe('takeBatch', () => {
  const waiting = (items: [string, number][]) =>
    items.map(([serverId, size]) => ({
      ...delivery(serverId, serverId, size),
      resolve: () => undefined,
      reject: () => undefined,
    }));
  it.each<{ what: string; queue: [string, number][]; taken: string[]; left: string[] }>([
    {
      what: 'takes what waits',
      queue: [
        ['a', 1],
        ['b', 1],
      ],
      taken: ['a', 'b'],
      left: [],
    },
    {
      what: 'takes one delivery of a server at a time',
      queue: [
        ['a', 1],
        ['a', 1],
        ['b', 1],
      ],
      taken: ['a', 'b'],
      left: ['a'],
    },
    {
      what: 'stops at two hundred heartbeats',
      queue: [
        ['a', 150],
        ['b', 100],
        ['c', 50],
      ],
      taken: ['a', 'c'],
      left: ['b'],
    },
    {
      what: 'takes a larger backlog alone',
      queue: [
        ['a', 500],
        ['b', 1],
      ],
      taken: ['a'],
      left: ['b'],
    },
    {
      what: 'never lets a later delivery of a server pass its earlier one',
      queue: [
        ['b', 150],
        ['a', 100],
        ['a', 1],
      ],
      taken: ['b'],
      left: ['a', 'a'],
    },
  ])('$what', ({ queue, taken, left }) => {
    const { batch, rest } = takeBatch(waiting(queue));
    expect(batch.map((item) => item.serverId)).toEqual(taken);
    expect(rest.map((item) => item.serverId)).toEqual(left);
  });
});

describe('openGroupCommit', () => {
  it('commits what comes together in one batch', async () => {
    const { commits, batches } = recorded();
    await Promise.all([commits.deliver(delivery('a', 'one')), commits.deliver(delivery('b', 'two'))]);
    expect(batches).toEqual([['one', 'two']]);
  });

  it('answers a caller only after the commit', async () => {
    const held = Promise.withResolvers<void>();
    const { commits, batches } = recorded(held.promise);
    let isAnswered = false;
    const answer = commits.deliver(delivery('a', 'one')).then(() => {
      isAnswered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(isAnswered).toBe(false);
    held.resolve();
    await answer;
    expect(batches).toEqual([['one']]);
  });

  it('keeps the deliveries of one server in order, each in a commit of its own', async () => {
    const { commits, batches } = recorded();
    await Promise.all(['1', '2', '3'].map((label) => commits.deliver(delivery('a', label))));
    expect(batches).toEqual([['1'], ['2'], ['3']]);
  });

  it('refuses all that waits when another process holds the file, and goes on with what comes later', async () => {
    let isHeld = true;
    let tries = 0;
    const commits = openGroupCommit({
      write: async () => {
        tries += 1;
        if (isHeld) throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
      },
      append: () => [],
      appended: () => undefined,
    });
    const labels = ['one', 'two', 'three'];
    const refused = await Promise.allSettled(labels.map((label) => commits.deliver(delivery('a', label))));
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(tries).toBe(1);
    isHeld = false;
    await expect(commits.deliver(delivery('a', 'four'))).resolves.toBeUndefined();
  });

  it('fails a bad delivery alone', async () => {
    const { commits, batches } = recorded();
    const results = await Promise.allSettled([
      commits.deliver(delivery('a', 'good')),
      commits.deliver(delivery('b', 'bad')),
      commits.deliver(delivery('c', 'fine')),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(batches.flat()).toEqual(['good', 'fine']);
  });

  it('does not wait once for each delivery where another program holds the database', async () => {
    let writes = 0;
    const commits = openGroupCommit({
      write: async () => {
        writes += 1;
        throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
      },
      append: () => [],
      appended: () => undefined,
    });
    const servers = ['a', 'b', 'c', 'd'];
    const results = await Promise.allSettled(servers.map((id) => commits.deliver(delivery(id, id))));
    expect(results.map((result) => result.status)).toEqual(Array(4).fill('rejected'));
    expect(writes).toBe(1);
  });

  it('refuses with a time to come back when too much waits, and takes more once that is stored', async () => {
    const held = Promise.withResolvers<void>();
    const { commits } = recorded(held.promise);
    const first = commits.deliver(delivery('a', 'much', 9_999));
    await expect(commits.deliver(delivery('b', 'more', 2))).rejects.toThrow(AppError);
    held.resolve();
    await first;
    await commits.deliver(delivery('b', 'more', 2));
  });

  it('drains: resolves once everything that waits is stored', async () => {
    const { commits, batches } = recorded();
    const answers = ['1', '2', '3'].map((label) => commits.deliver(delivery('a', label)));
    await commits.drain();
    expect(batches).toHaveLength(3);
    await Promise.all(answers);
  });

  it('tries a delivery that failed alone once more: what it built on may have changed', async () => {
    let prepared = 0;
    const { commits, batches } = recorded();
    await commits.deliver({
      serverId: 'a',
      size: 1,
      prepare: () => {
        prepared += 1;
        return { statements: [prepared === 1 ? 'bad' : 'good'], reports: [], committed: () => undefined };
      },
    });
    expect(batches).toEqual([['good']]);
  });

  it('rejects what fails twice with its reason, and changes nothing in memory', async () => {
    const { commits } = recorded();
    const applied: string[] = [];
    const bad = { statements: ['bad'], reports: [], committed: () => applied.push('bad') };
    await expect(commits.deliver({ serverId: 'a', size: 1, prepare: () => bad })).rejects.toThrow(
      'constraint',
    );
    expect(applied).toEqual([]);
  });

  it('gives a refusal of one delivery to its caller alone', async () => {
    const { commits, batches } = recorded();
    const gone = new AppError('gone', 'removed');
    const results = await Promise.allSettled([
      commits.deliver({
        serverId: 'a',
        size: 1,
        prepare: () => {
          throw gone;
        },
      }),
      commits.deliver(delivery('b', 'fine')),
    ]);
    expect(results).toEqual([
      { status: 'rejected', reason: gone },
      { status: 'fulfilled', value: undefined },
    ]);
    expect(batches).toEqual([['fine']]);
  });

  it('changes memory after the commit and before the answer', async () => {
    const order: string[] = [];
    const commits = openGroupCommit({
      write: async () => void order.push('written'),
      append: () => [],
      appended: () => order.push('samples known'),
    });
    const prepare = () => ({ statements: [], reports: [], committed: () => order.push('fleet known') });
    await commits.deliver({ serverId: 'a', size: 1, prepare }).then(() => order.push('answered'));
    expect(order).toEqual(['written', 'fleet known', 'samples known', 'answered']);
  });

  it('drains at once when nothing waits', async () => {
    await expect(recorded().commits.drain()).resolves.toBeUndefined();
  });
});
