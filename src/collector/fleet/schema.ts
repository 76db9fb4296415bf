import { z } from '@hono/zod-openapi';

/** Server ids: lower-case letters, digits and inner dashes, dots or underscores. */
export const serverIdSchema = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/, 'use lower-case letters, digits, ".", "_" and "-" inside')
  .refine((id) => !id.includes('..'), 'may not contain ".."');

const text = (most: number) => z.string().trim().min(1).max(most);
const mac = z.string().regex(/^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$/, 'write it as aa:bb:cc:dd:ee:ff');
const serviceName = z
  .string()
  .regex(/^[A-Za-z0-9:_.@-]{1,200}$/, 'use the systemd unit name, as "nginx" or "smbd"');

const expectedServiceSchema = z.object({
  name: serviceName,
  critical: z.boolean().default(true).describe('Say so when it is down'),
});

/** Each service once. */
export const expectedServicesSchema = z
  .array(expectedServiceSchema)
  .max(100)
  .refine(
    (services) => new Set(services.map(({ name }) => name)).size === services.length,
    'name each service once',
  );

/** What a person can say of a server. */
export const serverFieldsSchema = z.object({
  display_name: text(100),
  hostname: text(253),
  ip_address: z.union([z.ipv4(), z.ipv6()], 'write an IPv4 or IPv6 address'),
  mac_address: mac.nullable(),
  tdp_watts: z.number().int().min(0).max(100_000),
  location: text(200).nullable(),
  tags: z.array(text(40)).max(20),
  expected_services: expectedServicesSchema,
});

/** Body of `POST /servers`: only the id must be known, a heartbeat fills the rest. */
export const createServerSchema = serverFieldsSchema.partial().extend({
  server_id: serverIdSchema,
  client_id: z.uuid().optional().describe('Absent: the only client the asker may change, or Home'),
  learning_days: z
    .number()
    .int()
    .min(1)
    .max(90)
    .optional()
    .describe('For so long its alerts are shown, and nobody is told'),
});

export const updateServerSchema = serverFieldsSchema.partial();

/** Body of `POST /clients`. */
export const createClientSchema = z.object({ name: text(100) });

export type CreateClient = z.infer<typeof createClientSchema>;
export type CreateServer = z.infer<typeof createServerSchema>;
export type UpdateServer = z.infer<typeof updateServerSchema>;
