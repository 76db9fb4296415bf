import { z } from '@hono/zod-openapi';
import {
  incidentSchema,
  maintenanceSchema,
  openIncidentSchema,
  pageSchema,
  updateSchema,
} from '../../status-pages/index.ts';

const when = z.iso.datetime();
const state = z
  .enum(['working', 'impaired', 'down', 'maintenance', 'unknown'])
  .openapi({ description: 'What is not known is unknown, never working' });

export const statusPageViewSchema = pageSchema
  .safeExtend({
    page_id: z.string(),
    client_id: z.string(),
    client_name: z.string(),
    path: z.string().describe('Where it is on this hub, as "/status"'),
    state: state.describe('Of its worst component now'),
    has_access_word: z.boolean().describe('Only who knows its word may read it'),
    subscribers: z.number().int().describe('Browsers of visitors that want to be told'),
    open_incidents: z.number().int(),
    created_at: when,
    updated_at: when,
  })
  .openapi('StatusPage');

export const createStatusPageSchema = pageSchema
  .safeExtend({ client_id: z.string().nullish() })
  .openapi('CreateStatusPage', {
    example: {
      slug: 'family',
      title: 'Home',
      intro: 'Ask Anna when something is broken.',
      zone: 'Europe/London',
      language: 'en',
      groups: [
        {
          name: null,
          components: [
            {
              key: 'films',
              name: 'Films & series',
              icon: 'film',
              description: null,
              impact: 'each',
              parts: [{ kind: 'service', server_id: 'media', subject: 'jellyfin' }],
            },
          ],
        },
      ],
    },
  });

export const accessSchema = z.object({ is_protected: z.boolean() }).openapi('StatusPageAccess');
export const accessWordSchema = z
  .object({ word: z.string().nullable().describe('Shown this once; null: everybody may read the page') })
  .openapi('StatusPageWord');

const day = z.object({
  date: z.iso.date(),
  state,
  down_seconds: z.number().int(),
  impaired_seconds: z.number().int(),
  maintenance_seconds: z.number().int(),
  unknown_seconds: z.number().int(),
});
const updateView = z.object({
  at: when,
  state: z.enum(['investigating', 'identified', 'monitoring', 'resolved']),
  template: z.string().nullable(),
  text: z.string().nullable(),
  by: z.string().nullable(),
});
const publicIncident = z.object({
  key: z.string(),
  title: z.string().nullable(),
  concerns: z.array(z.string()),
  impact: z.enum(['down', 'impaired', 'none']),
  state: updateView.shape.state,
  started_at: when,
  resolved_at: when.nullable(),
  updates: z.array(updateView),
});

/** `/status.json`, and what a preview answers. */
export const publicPageSchema = z
  .object({
    title: z.string(),
    intro: z.string().nullable(),
    zone: z.string(),
    state,
    sentences: z.record(z.string(), z.string()).describe('The sentence at the top in each language'),
    checked_at: when.describe('When the state was last looked at'),
    groups: z.array(
      z.object({
        name: z.string().nullable(),
        components: z.array(
          z.object({
            key: z.string(),
            name: z.string(),
            description: z.string().nullable(),
            state,
            since: when.nullable(),
            uptime_percent: z.number().nullable(),
            days: z.array(day),
          }),
        ),
      }),
    ),
    incidents: z.array(publicIncident),
    past_incidents: z.array(publicIncident),
    maintenances: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        text: z.string().nullable(),
        concerns: z.array(z.string()),
        starts_at: when,
        ends_at: when,
        is_now: z.boolean(),
      }),
    ),
  })
  .openapi('PublicStatus');

const told = z
  .object({ delivered: z.number().int(), waiting: z.number().int(), failed: z.number().int() })
  .describe('Browsers of visitors that were told');

export const incidentViewSchema = z
  .object({
    incident_id: z.string(),
    page_id: z.string(),
    ...incidentSchema.shape,
    state: updateView.shape.state,
    alert_id: z.string().nullable(),
    alert_is_over: z.boolean().nullable().describe('null: it was not written for one, or that is long gone'),
    started_at: when,
    resolved_at: when.nullable(),
    created_by: z.string(),
    updates: z.array(updateView.extend({ update_id: z.string(), told })).describe('Newest first'),
  })
  .openapi('Incident');

/** An alert that a reader of the page would notice, and of which the page says nothing yet. */
export const proposalViewSchema = z
  .object({
    alert_id: z.string(),
    title: z.string(),
    server_name: z.string(),
    severity: z.enum(['critical', 'high', 'medium', 'low']),
    created_at: when,
    components: z.array(z.string()),
    impact: z.enum(['down', 'impaired', 'none']),
  })
  .openapi('IncidentProposal');

export const maintenanceViewSchema = maintenanceSchema
  .safeExtend({
    maintenance_id: z.string(),
    page_id: z.string(),
    is_now: z.boolean(),
    created_by: z.string(),
  })
  .openapi('PlannedMaintenance');

export const exportSchema = z
  .object({
    files: z.array(
      z.object({
        path: z.string().describe('As "en/index.html"'),
        content_type: z.string(),
        text: z.string(),
      }),
    ),
  })
  .openapi('StatusPageExport');

export const openIncidentBody = openIncidentSchema.openapi('OpenIncident', {
  example: {
    title: null,
    components: ['films'],
    impact: 'down',
    state: 'investigating',
    template: 'noticed',
    text: null,
    by: 'Anna',
    alert_id: null,
    started_at: null,
  },
});
export const updateBody = updateSchema.openapi('IncidentUpdate', {
  example: { state: 'resolved', template: 'over', text: null, by: null },
});
export const changeIncidentBody = incidentSchema.openapi('ChangeIncident');
export const maintenanceBody = maintenanceSchema.openapi('PlanMaintenance', {
  example: {
    title: 'A larger disk',
    text: 'Films pause for an hour.',
    components: ['films'],
    starts_at: '2030-05-02T18:00:00Z',
    ends_at: '2030-05-02T19:00:00Z',
  },
});

export type StatusPageView = z.infer<typeof statusPageViewSchema>;
export type StatusPageExport = z.infer<typeof exportSchema>;
export type PublicStatus = z.infer<typeof publicPageSchema>;
export type IncidentView = z.infer<typeof incidentViewSchema>;
export type ProposalView = z.infer<typeof proposalViewSchema>;
export type MaintenanceView = z.infer<typeof maintenanceViewSchema>;
