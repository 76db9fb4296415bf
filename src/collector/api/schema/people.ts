import { z } from '@hono/zod-openapi';
import { ROLES } from '../../context.ts';

const when = z.iso.datetime();
const role = z.enum(ROLES);

/** A person with their roles, as far as the asker may know of them. */
export const personViewSchema = z
  .object({
    person_id: z.string(),
    name: z.string(),
    email: z.string(),
    memberships: z
      .array(z.object({ client_id: z.string(), client_name: z.string(), role }))
      .describe('In the clients that you administer, by name'),
    created_at: when,
    last_signed_in_at: when
      .nullable()
      .describe('Start of the newest session that still lasts; null: signed in nowhere'),
  })
  .openapi('Person');

/** A link that nobody has used yet. Its address is told once, when it is made. */
export const invitationViewSchema = z
  .object({
    invitation_id: z.string(),
    name: z.string(),
    client_id: z.string(),
    client_name: z.string(),
    role,
    created_at: when,
    created_by: z.string(),
    expires_at: when,
  })
  .openapi('Invitation');

export const newInvitationSchema = invitationViewSchema
  .extend({ url: z.string().describe('Works once; told here and nowhere else') })
  .openapi('NewInvitation');

/** An enrolment token that no agent has used yet; the token itself is never shown again. */
export const enrolmentViewSchema = z
  .object({
    enrolment_id: z.string(),
    server_id: z.string(),
    display_name: z.string(),
    created_at: when,
    created_by: z.string(),
    expires_at: when,
  })
  .openapi('OpenEnrolment');

export type PersonView = z.infer<typeof personViewSchema>;
export type InvitationView = z.infer<typeof invitationViewSchema>;
export type NewInvitation = z.infer<typeof newInvitationSchema>;
export type EnrolmentView = z.infer<typeof enrolmentViewSchema>;
