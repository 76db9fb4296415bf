import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { AppError } from '../errors.ts';
import type { ApiEnv } from './parts.ts';
import { errorSchema } from './schema/error.ts';

const REFUSALS = {
  400: 'Malformed JSON',
  401: 'No valid key or session',
  403: 'The scope or role does not allow it',
  404: 'Not there, or not yours',
  409: 'In conflict with what is there',
  410: 'The server was removed',
  413: 'Larger than allowed',
  415: 'Not application/json',
  422: 'Does not fit the schema',
  429: 'Too often; see Retry-After',
  503: 'Too much at once; see Retry-After',
} as const;

type Refusal = keyof typeof REFUSALS;
const json = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } });

/** The refusals a route can answer with, all in the one error shape. Any route can be asked too often. */
export function refusals<const C extends Refusal>(...codes: C[]) {
  const entries = [...codes, 429 as const].map((code) => [
    code,
    { description: REFUSALS[code], content: json(errorSchema) },
  ]);
  return Object.fromEntries(entries) as Record<
    C | 429,
    { description: string; content: { 'application/json': { schema: typeof errorSchema } } }
  >;
}

/** A JSON answer. */
export function answer<S extends z.ZodType>(description: string, schema: S) {
  return { description, content: json(schema) };
}

/** A required JSON body. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { required: true as const, content: json(schema) };
}

/** How a route behind `authenticate` may be entered. */
export const SECURED: Record<string, string[]>[] = [{ key: [] }, { bearer: [] }, { session: [] }];

/** A router whose validation errors name the first field that is wrong. */
export function router(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const issues = result.error.issues.map((issue) => ({
        field: issue.path.join('.'),
        message: issue.message,
      }));
      const [first] = issues;
      throw new AppError('invalid', first ? `${first.field || 'body'}: ${first.message}` : 'Not valid', {
        ...(first?.field && { field: first.field }),
        details: issues.slice(0, 20),
      });
    },
  });
}
