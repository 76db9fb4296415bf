import { z } from '@hono/zod-openapi';
import { CLOCK, isZone } from '../../../words/local-time.ts';

const name = z.string().trim().min(1).max(80);
const text = z.string().trim().min(1).max(255).nullable();
const zone = z
  .string()
  .refine(isZone, 'is no time zone, as Europe/London is one')
  .describe('As "Europe/London"');
/** As the calendar has it: no 30 February. A day too many would silently be one of the next month. */
const isDay = (text: string) => {
  const at = Date.parse(`${text}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};
const local = z
  .string()
  .regex(/^2\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, {
    message: 'is no day and time, as 2026-11-25T22:00 is one',
    abort: true,
  })
  .refine(isDay, 'is no day of the calendar')
  .describe('Local time, as "2026-11-25T22:00"');
const clock = z.string().regex(CLOCK).describe('Local time, as "02:00"');

/** What a maintenance window covers: all that is named must fit; null: any. */
const windowScope = z.object({ server_id: text, tag: text });

const once = z.object({ type: z.literal('once'), starts: local, ends: local });
const weekly = z.object({
  type: z.literal('weekly'),
  days: z
    .array(z.number().int().min(1).max(7))
    .min(1, 'needs at least one day')
    .max(7)
    .describe('1 is Monday; the day it starts on'),
  starts: clock,
  ends: clock.describe('Not after `starts`: on the day after'),
});

/** Planned maintenance, kept as zone and local time, so that it stays where people put it when clocks change. */
export const windowSchema = z.object({
  name,
  zone,
  timetable: z.discriminatedUnion('type', [once, weekly]),
  scope: windowScope,
});

/** No messages of something, because somebody knows. */
export const silenceSchema = z.object({
  note: z.string().trim().max(500),
  until: z.iso.datetime({ offset: true }).nullable().describe('null: until somebody takes it back'),
  scope: z
    .object({ server_id: text, rule_id: text, subject: text })
    .refine((scope) => Object.values(scope).some((value) => value !== null), 'must name something'),
});

export type MaintenanceWindow = z.infer<typeof windowSchema>;
export type Timetable = MaintenanceWindow['timetable'];
export type Silence = z.infer<typeof silenceSchema>;

interface MutePlace {
  id: string;
  clientId: string;
  createdAt: number;
  createdBy: string;
}
export type Mute = MutePlace &
  ({ kind: 'window'; definition: MaintenanceWindow } | { kind: 'silence'; definition: Silence });
