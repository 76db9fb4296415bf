import { ago, exact, moment } from '../../words/times.ts';

/** A relative time with the exact one behind it; kept fresh by `keep-time.ts`. */
export function Ago({ at, now }: { at: string; now: number }) {
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={exact(time)} data-ago>
      {ago(time, now)}
    </time>
  );
}

/** A time of day, with the day where it was another, in the reader's zone once the page is awake. */
export function Moment({ at, now }: { at: string; now: number }) {
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={exact(time)} data-moment>
      {moment(time, now)}
    </time>
  );
}
