import { createRoute, z } from '@hono/zod-openapi';
import type { Ctx } from '../../context.ts';
import type { ChannelType } from '../../notify/index.ts';
import type { ApiParts } from '../parts.ts';
import { answer, jsonBody, refusals, router, SECURED } from '../route.ts';
import {
  changeChannelSchema,
  channelTestSchema,
  channelTypeSchema,
  channelViewSchema,
  createChannelSchema,
} from '../schema/channels.ts';
import { channelView } from '../views/channel-view.ts';

const tags = ['Channels'];
const OWNERS = 'Scope `admin` for its client; for a channel for every client, the whole hub.';
const params = z.object({ channel_id: z.string() });
const refused = refusals(400, 401, 403, 404, 409, 413, 415, 422);

const list = createRoute({
  security: SECURED,
  method: 'get',
  path: '/channels',
  tags,
  summary: 'Ways to reach people',
  description:
    'Scope `read`. What a channel needs is shown to those who may change it; of secrets only whether there is one.',
  responses: {
    200: answer('Oldest first', z.object({ items: z.array(channelViewSchema), next_cursor: z.null() })),
    ...refusals(401, 403),
  },
});

const types = createRoute({
  security: SECURED,
  method: 'get',
  path: '/channels/types',
  tags,
  summary: 'Kinds of channels, and what each needs',
  description: 'Scope `read`.',
  responses: {
    200: answer('Each with its form', z.object({ items: z.array(channelTypeSchema), next_cursor: z.null() })),
    ...refusals(401, 403),
  },
});

const create = createRoute({
  security: SECURED,
  method: 'post',
  path: '/channels',
  tags,
  summary: 'Add a channel',
  description: `${OWNERS} What \`config\` holds is told by \`GET /channels/types\`.`,
  request: { body: jsonBody(createChannelSchema) },
  responses: { 201: answer('Added', channelViewSchema), ...refused },
});

const change = createRoute({
  security: SECURED,
  method: 'put',
  path: '/channels/{channel_id}',
  tags,
  summary: 'Change a channel; absent fields and empty secrets stay',
  description: OWNERS,
  request: { params, body: jsonBody(changeChannelSchema) },
  responses: { 200: answer('As it is now', channelViewSchema), ...refused },
});

const remove = createRoute({
  security: SECURED,
  method: 'delete',
  path: '/channels/{channel_id}',
  tags,
  summary: 'Remove a channel',
  description: `${OWNERS} What waits for it is not sent any more.`,
  request: { params },
  responses: { 204: { description: 'Removed' }, ...refusals(401, 403, 404) },
});

const test = createRoute({
  security: SECURED,
  method: 'post',
  path: '/channels/{channel_id}/test',
  tags,
  summary: 'Send a test message',
  description: `${OWNERS} A channel that was stopped works again when it arrives.`,
  request: { params },
  responses: { 200: answer('How it went', channelTestSchema), ...refusals(401, 403, 404) },
});

/** Ways to reach people beside their own devices. */
export function channelRoutes(parts: ApiParts) {
  const { notify, views } = parts;
  const { channels } = notify;
  const shown = (ctx: Ctx, id: string) => channelView(parts, ctx, channels.get(ctx, id));
  return router()
    .openapi(list, async (c) => c.json({ ...(await views.channels(c.get('ctx'))), next_cursor: null }, 200))
    .openapi(types, (c) => {
      channels.listChannels(c.get('ctx'));
      return c.json({ items: views.channelTypes(), next_cursor: null }, 200);
    })
    .openapi(create, async (c) => {
      const { type, name, client_id: clientId = null, config, routing = {} } = c.req.valid('json');
      const input = { type: type as ChannelType, name, clientId, config, routing };
      const made = await channels.create(c.get('ctx'), input, Date.now());
      return c.json(channelView(parts, c.get('ctx'), made), 201);
    })
    .openapi(change, async (c) => {
      const { channel_id: id } = c.req.valid('param');
      await channels.change(c.get('ctx'), id, c.req.valid('json'), Date.now());
      return c.json(shown(c.get('ctx'), id), 200);
    })
    .openapi(remove, async (c) => {
      await channels.remove(c.get('ctx'), c.req.valid('param').channel_id, Date.now());
      return c.body(null, 204);
    })
    .openapi(test, async (c) =>
      c.json(await channels.test(c.get('ctx'), c.req.valid('param').channel_id, Date.now()), 200),
    );
}
