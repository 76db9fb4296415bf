export const DAY_MS = 86_400_000;

/** How many days of the story lie before its first start. */
export const STORY_DAYS = 30;

/** What everything the demo fleet tells follows from, beside the time. */
export interface Story {
  seed: string;
  /** When the demo was started for the first time; integer milliseconds. */
  today: number;
  /** What local time is ahead of UTC, so that evenings are busy in the evening. */
  offsetMs: number;
  /** Of the agent that this hub hands out. */
  agentVersion: string;
}

/** Day of the story; 30 when the demo is started for the first time. */
export function dayOf({ today }: Story, at: number): number {
  return STORY_DAYS + (at - today) / DAY_MS;
}

/** Growth in days: as time goes for the story's 30 days, then ever slower up to 90, so that nothing overflows. */
export function grownDays(day: number): number {
  return day <= STORY_DAYS ? day : STORY_DAYS + 60 * (1 - Math.exp((STORY_DAYS - day) / 60));
}

/** From–to in days of the story; null: it has not ended. */
export type Span = readonly [from: number, to: number | null];

export function isWithin([from, to]: Span, day: number): boolean {
  return day >= from && (to === null || day < to);
}
