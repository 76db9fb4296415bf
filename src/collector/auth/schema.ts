import { z } from '@hono/zod-openapi';
import { SCOPES } from '../context.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

export const createKeySchema = z.object({
  name: text(100),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  client_id: z.uuid().nullable().default(null).describe('null: every client'),
  server_id: z
    .string()
    .min(1)
    .max(63)
    .nullable()
    .default(null)
    .describe('For one server alone: takes only `agent:report` and `agent:exec`'),
});

export const setupSchema = z.object({
  token: z.string().min(1).max(200),
  name: text(100),
  email: z.email().max(254),
  password: z.string().min(12, 'use at least 12 characters').max(200),
});

export type CreateKey = z.infer<typeof createKeySchema>;
export type Setup = z.infer<typeof setupSchema>;
