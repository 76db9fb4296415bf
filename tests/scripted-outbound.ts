import { type Answer, type Outbound, openOutbound, type Post } from '../src/collector/outbound.ts';

/** A world that answers with these, in turn, and remembers what it was asked. */
export function scriptedOutbound(answers: Partial<Answer>[], now = Date.UTC(2026, 10, 25, 14, 32, 5)) {
  const asked: Post[] = [];
  const left = [...answers];
  const out: Outbound = {
    ...openOutbound(undefined, () => now),
    post: async (request) => {
      asked.push(request);
      return { status: 200, headers: {}, body: '', ...left.shift() };
    },
  };
  return { out, asked };
}
