/** Servers report every minute: after a cut in the network the last one is back a minute after the first. */
const GATHER_MS = 60_000;
/** What goes sooner may be on its way already. */
const CLOSING_MS = 2000;

/** Good news can wait for more of it: all that is over within a minute is told at the same moment. */
export function openGoodNews() {
  let gathered = 0;
  return {
    /** When what is over now is told, in ms. */
    tellAt: (now: number): number => {
      const left = gathered - now;
      return left >= CLOSING_MS && left <= GATHER_MS ? gathered : now + GATHER_MS;
    },
    /** Something is told then: what follows joins it. */
    join: (at: number): void => {
      gathered = at;
    },
  };
}
