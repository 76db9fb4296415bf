import { z } from '@hono/zod-openapi';
import { isZone } from '../../words/local-time.ts';
import { ICONS } from '../../words/status/icons.ts';
import { LANGUAGES, TEMPLATES } from '../../words/status/words.ts';
import { subscriptionKeysSchema } from '../notify/index.ts';

const name = z.string().trim().min(1).max(60);
const text = z.string().trim().min(1).max(500).nullable();
const subject = z.string().trim().min(1).max(255);
const serverId = z.string().min(1).max(64);

/** What the public knows a component by; part of the addresses of its badges. */
const key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be of lower-case letters, digits and hyphens')
  .describe('As "films"; part of public addresses');

/** What a component needs. */
export const partSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('server'), server_id: serverId }),
  z.object({ kind: z.enum(['service', 'container', 'pool']), server_id: serverId, subject }),
  z.object({ kind: z.literal('component'), key }),
]);

export const IMPACTS = ['each', 'part', 'one'] as const;

export const componentSchema = z.object({
  key,
  name,
  icon: z.enum(ICONS),
  description: text,
  impact: z
    .enum(IMPACTS)
    .describe(
      'each: it needs each of its parts · part: it loses a part of itself with each · one: one of them is enough',
    ),
  parts: z.array(partSchema).min(1).max(20),
});

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{2,39}$/, 'must be of at least three lower-case letters, digits and hyphens')
  // Addresses below `/status` that mean something else.
  .refine((word) => !['subscribe', 'unsubscribe', 'open'].includes(word), 'is taken by the hub')
  .nullable()
  .describe('Its address below /status; null: /status itself');

/** On all of a page: each has ninety days of its own to be sent, and an incident can name them all. */
const MOST_COMPONENTS = 60;

/** What is wrong with the components of a page as a whole: [path, message]; null: nothing. */
function componentsProblem(groups: { components: Component[] }[]): [(string | number)[], string] | null {
  if (groups.flatMap(({ components }) => components).length > MOST_COMPONENTS) {
    return [['groups'], `has more than ${MOST_COMPONENTS} components`];
  }
  const known = new Map<string, Component>();
  for (const [g, { components }] of groups.entries()) {
    for (const [c, component] of components.entries()) {
      if (known.has(component.key)) return [['groups', g, 'components', c, 'key'], 'is there already'];
      known.set(component.key, component);
    }
  }
  const leadsTo = (from: Component, target: string, seen: Set<string>): boolean =>
    from.parts.some((part) => {
      if (part.kind !== 'component' || seen.has(part.key)) return false;
      const next = known.get(part.key);
      return part.key === target || (next !== undefined && leadsTo(next, target, seen.add(part.key)));
    });
  for (const [g, { components }] of groups.entries()) {
    for (const [c, component] of components.entries()) {
      const path = ['groups', g, 'components', c, 'parts'];
      const missing = component.parts.find((part) => part.kind === 'component' && !known.has(part.key));
      if (missing?.kind === 'component') return [path, `names "${missing.key}", which is not on this page`];
      if (leadsTo(component, component.key, new Set())) return [path, 'must not lead back to itself'];
    }
  }
  return null;
}

/** A public page as its owner describes it. */
export const pageSchema = z
  .object({
    slug,
    title: name,
    intro: text.describe('Below the title, as "Ask Anna when something is broken"'),
    zone: z
      .string()
      .refine(isZone, 'is no time zone, as Europe/London is one')
      .describe('Zone of its days and times, as "Europe/London"'),
    language: z.enum(LANGUAGES).describe('For readers whose browser asks for none that is there'),
    groups: z
      .array(
        z.object({ name: name.nullable(), components: z.array(componentSchema).min(1).max(MOST_COMPONENTS) }),
      )
      .max(20),
  })
  .superRefine(({ groups }, issues) => {
    const problem = componentsProblem(groups);
    if (problem) issues.addIssue({ code: 'custom', path: problem[0], message: problem[1] });
  });

export const INCIDENT_STATES = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
const components = z.array(key).max(MOST_COMPONENTS).describe('Keys of the components that it concerns');
const impact = z
  .enum(['down', 'impaired', 'none'])
  .describe('What it means for them until it is under watch or over');

const update = {
  state: z.enum(INCIDENT_STATES),
  template: z.enum(TEMPLATES).nullable().describe('Words that are there in every language'),
  text: z.string().trim().min(1).max(2000).nullable().describe('Your own words, shown as they are'),
  by: z.string().trim().min(1).max(60).nullable().describe('Who says it, if they wish to be named'),
};
const saysSomething = {
  check: ({ template, text: own }: { template: string | null; text: string | null }) =>
    template !== null || own !== null,
  message: 'say something: choose words, or write your own',
};

/** What is published of an incident that goes on. */
export const updateSchema = z
  .object(update)
  .refine(saysSomething.check, { path: ['text'], message: saysSomething.message });

/** What an incident is, beside what is told of it. */
export const incidentSchema = z.object({
  title: name.nullable().describe('null: named after what it concerns, in each reader’s language'),
  components,
  impact,
});

/** A new incident with its first update. */
export const openIncidentSchema = incidentSchema
  .extend({
    ...update,
    alert_id: z.string().max(64).nullable().describe('The alert that it was written for'),
    started_at: z.iso.datetime({ offset: true }).nullable().describe('null: now'),
  })
  .refine(saysSomething.check, { path: ['text'], message: saysSomething.message });

export const maintenanceSchema = z
  .object({
    title: name,
    text: z.string().trim().min(1).max(2000).nullable(),
    components,
    starts_at: z.iso.datetime({ offset: true }),
    ends_at: z.iso.datetime({ offset: true }),
  })
  .refine(({ starts_at, ends_at }) => Date.parse(ends_at) > Date.parse(starts_at), {
    path: ['ends_at'],
    message: 'must come after the start',
  });

/** A browser that a visitor wants to be told in. */
export const subscribeSchema = z.object({
  page: slug,
  language: z.enum(LANGUAGES),
  endpoint: z.string().max(2000),
  keys: subscriptionKeysSchema,
});

export type Part = z.infer<typeof partSchema>;
export type Component = z.infer<typeof componentSchema>;
export type PageDefinition = z.infer<typeof pageSchema>;
export type Impact = (typeof IMPACTS)[number];
export type Update = z.infer<typeof updateSchema>;
export type IncidentChange = z.infer<typeof incidentSchema>;
export type OpenIncident = z.infer<typeof openIncidentSchema>;
export type MaintenanceDefinition = z.infer<typeof maintenanceSchema>;
export type Subscribe = z.infer<typeof subscribeSchema>;
