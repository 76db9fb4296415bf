import { ago, exact, moment } from '../../words/times.ts';

const EVERY_MS = 15_000;

/** Brings every time on the page up to date, in the reader's own zone. */
export function tellTimes(now: number): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-ago], time[data-moment]')) {
    const at = Date.parse(time.dateTime);
    const text = time.firstChild;
    time.title = exact(at);
    // The node is kept, because islands hold on to it.
    if (text instanceof Text) text.data = time.dataset.ago === undefined ? moment(at, now) : ago(at, now);
  }
}

export function keepTime(): void {
  tellTimes(Date.now());
  setInterval(() => tellTimes(Date.now()), EVERY_MS);
}
