import { createRoute, z } from '@hono/zod-openapi';
import { previewRule } from '../../alerts/index.ts';
import { takeTurns } from '../../settings-change.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import { changeRuleSchema, createRuleSchema, rulePreviewSchema, ruleViewSchema } from '../schema/rules.ts';
import { previewView } from '../views/rule-view.ts';

const tags = ['Rules'];
const OWNERS = 'Scope `admin` for its client; for a rule for every client, the whole hub.';
const params = z.object({ rule_id: z.string() });

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/rules',
  tags,
  summary: 'What is watched, and from where on it is trouble',
  description: 'Scope `read`. Rules of your clients and for every client.',
  responses: {
    200: answer(
      'Those that every hub has first, then the oldest',
      z.object({ items: z.array(ruleViewSchema), next_cursor: z.null() }),
    ),
    ...refusals(401, 403),
  },
});

const get = createRoute({
  security: SECURED,
  method: 'get',
  path: '/rules/{rule_id}',
  tags,
  summary: 'One rule',
  description: 'Scope `read`.',
  request: { params },
  responses: { 200: answer('The rule', ruleViewSchema), ...refusals(401, 403, 404) },
});

const create = createRoute({
  security: SECURED,
  method: 'post',
  path: '/rules',
  tags,
  summary: 'Add a rule',
  description: OWNERS,
  request: { body: jsonBody(createRuleSchema) },
  responses: {
    201: answer('Added', ruleViewSchema),
    ...refusals(400, 401, 403, 404, 409, 413, 415, 422),
  },
});

const change = createRoute({
  security: SECURED,
  method: 'put',
  path: '/rules/{rule_id}',
  tags,
  summary: 'Change a rule; absent fields stay',
  description: `${OWNERS} \`watch\` and \`scope\` are replaced whole.`,
  request: { params, body: jsonBody(changeRuleSchema) },
  responses: {
    200: answer('As it is now', ruleViewSchema),
    ...refusals(400, 401, 403, 404, 409, 413, 415, 422),
  },
});

const remove = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/rules/{rule_id}',
  tags,
  summary: 'Remove a rule',
  description: `${OWNERS} One that every hub has can be turned off, not removed.`,
  request: { params },
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404, 409) },
});

const preview = createRoute({
  security: SECURED,
  method: 'post',
  path: '/rules/preview',
  tags,
  summary: 'How often a rule would have fired in the last 30 days',
  description: 'Scope `read`; by the stored history of your servers. Stores nothing.',
  request: { body: jsonBody(createRuleSchema) },
  responses: {
    200: answer('How often, and where the most', rulePreviewSchema),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
  },
});

/** What is watched. Looking through a month of history is hard work: one look after the other. */
export function ruleRoutes({ rules, views, fleet, metrics, settings }: ApiParts) {
  const inTurn = takeTurns();
  const parts = { fleet, metrics, settings: settings.current };
  return router()
    .openapi(list, (c) => c.json({ ...views.rules(c.get('ctx')), next_cursor: null }, 200))
    .openapi(preview, async (c) => {
      const { client_id: clientId = null, ...rule } = c.req.valid('json');
      const found = await inTurn(() => previewRule(parts, c.get('ctx'), rule, clientId, Date.now()));
      return c.json(previewView(fleet, found), 200);
    })
    .openapi(get, (c) => c.json(views.rule(c.get('ctx'), c.req.valid('param').rule_id), 200))
    .openapi(create, async (c) => {
      const { client_id: clientId = null, ...rule } = c.req.valid('json');
      const { id } = await rules.create(c.get('ctx'), rule, clientId, Date.now());
      return c.json(views.rule(c.get('ctx'), id), 201);
    })
    .openapi(change, async (c) => {
      const { rule_id: id } = c.req.valid('param');
      await rules.change(c.get('ctx'), id, c.req.valid('json'), Date.now());
      return c.json(views.rule(c.get('ctx'), id), 200);
    })
    .openapi(remove, async (c) => {
      await rules.remove(c.get('ctx'), c.req.valid('param').rule_id, Date.now());
      return c.body(null, 204);
    });
}
