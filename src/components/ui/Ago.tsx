import { ago, exact } from '../../words/times.ts';

/** A relative time with the exact one behind it; kept fresh by `keep-time.ts`. */
export function Ago({ at, now }: { at: string; now: number }) {
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={exact(time)} data-ago>
      {ago(time, now)}
    </time>
  );
}
