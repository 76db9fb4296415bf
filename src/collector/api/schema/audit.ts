import { z } from '@hono/zod-openapi';

/** One change, as the audit log keeps it. */
export const auditViewSchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actor: z.object({ type: z.enum(['person', 'key', 'hub']), id: z.string(), name: z.string() }),
    action: z.string().describe('`noun.verb`'),
    subject: z.string().describe('Id of what was changed'),
    client_id: z.string().nullable().describe('null: the hub itself'),
    client_name: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    request_id: z.string(),
  })
  .openapi('AuditEntry', {
    example: {
      id: '019abcde-0000-7000-8000-000000000001',
      at: '2026-11-24T18:00:00.000Z',
      actor: { type: 'person', id: '019abcde-0000-7000-8000-000000000002', name: 'Ada' },
      action: 'settings.update',
      subject: 'settings',
      client_id: null,
      client_name: null,
      details: { disk_warning_percent: { from: 80, to: 85 } },
      request_id: '3f2b8a52-51c5-4c8e-9d0c-0a8f6a1f7b11',
    },
  });

export type AuditView = z.infer<typeof auditViewSchema>;
