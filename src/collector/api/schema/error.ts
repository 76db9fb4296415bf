import { z } from '@hono/zod-openapi';

/** The one error shape. */
export const errorSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      field: z.string().optional(),
      details: z.unknown().optional(),
      remediation: z.array(z.string()).optional(),
      request_id: z.string(),
      timestamp: z.iso.datetime(),
    }),
  })
  .openapi('Error');

export type ErrorBody = z.infer<typeof errorSchema>;
