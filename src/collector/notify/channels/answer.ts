import type { z } from 'zod';
import type { Answer } from '../../outbound.ts';
import { type Failure, failureOfStatus, retryAfterSeconds, waitOf } from '../../outbound-failure.ts';

/** The body of an answer as JSON of that shape; null when it is anything else. */
export function readJson<T>(schema: z.ZodType<T>, { body }: Answer): T | null {
  try {
    return schema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * What the status of an answer says; null when the message was taken.
 * @param wait seconds to wait, where the body says it
 */
export function failureOf(who: string, answer: Answer, now: number, wait?: number): Failure | null {
  const { status, headers } = answer;
  return failureOfStatus(who, status, waitOf(wait) ?? retryAfterSeconds(headers['retry-after'], now));
}
