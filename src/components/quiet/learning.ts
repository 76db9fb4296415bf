const DAY_MS = 86_400_000;

/** A week holds what happens daily and what happens weekly. */
export const LEARNING_DAYS = 7;

/** Until when a server that begins to learn at `now` does. */
export const learningEnd = (now: number): string => new Date(now + LEARNING_DAYS * DAY_MS).toISOString();
