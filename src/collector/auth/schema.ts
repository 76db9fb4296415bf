import { z } from '@hono/zod-openapi';
import { ROLES, SCOPES } from '../context.ts';

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

export const roleSchema = z.enum(ROLES);

export const createInvitationSchema = z.object({
  name: text(100).describe('Whom you mean, so that open links can be told apart'),
  client_id: z.uuid(),
  role: roleSchema,
});

/** A new account needs all of it; who is signed in sends the token alone. */
export const acceptInvitationSchema = setupSchema.partial({ name: true, email: true, password: true });

export type CreateKey = z.infer<typeof createKeySchema>;
export type Setup = z.infer<typeof setupSchema>;
export type CreateInvitation = z.infer<typeof createInvitationSchema>;
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;
