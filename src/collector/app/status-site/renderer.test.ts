import { describe, expect, it } from 'vitest';
import type { StatusRender } from '../../../words/status/render.ts';
import type { NodeHandler } from '../serve.ts';
import { openRenderer, openTickets } from './renderer.ts';

const DOOR: StatusRender = { kind: 'door', slug: null, language: 'en', isWrong: false };

describe('the renderer', () => {
  const tickets = openTickets();
  let asked = '';
  const pages: NodeHandler = (request, response) => {
    asked = request.url ?? '';
    const render = tickets.take(asked.replace('/status-render/', ''));
    if (!render) response.writeHead(404).end();
    else response.end(`<p>${render.kind} ü ${'x'.repeat(200_000)}`);
  };
  const render = openRenderer(pages, tickets);

  it('has a page drawn under a ticket that is good for this once', async () => {
    const html = await render(DOOR);
    expect(html.slice(0, 9)).toBe('<p>door ü');
    expect(html.length).toBeGreaterThan(200_000);
    expect(asked).toMatch(/^\/status-render\/[0-9a-f]{32}$/);
    expect(tickets.take(asked.replace('/status-render/', ''))).toBeNull();
  });

  it('draws several at the same time', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => render(DOOR)));
    expect(new Set(all.map(({ length }) => length)).size).toBe(1);
  });

  it.each<[string, NodeHandler, RegExp]>([
    ['answers with an error', (_, response) => response.writeHead(500).end('no'), /status 500/],
    ['leads elsewhere', (_, response) => response.writeHead(302, { Location: '/login' }).end(), /status 302/],
    ['hangs up', (request) => request.socket.destroy(), /./],
    [
      'breaks half-way',
      (request, response) => {
        response.write('<p>half');
        setTimeout(() => request.socket.destroy(), 10);
      },
      /./,
    ],
  ])('fails when the page %s', async (_, broken, message) => {
    await expect(openRenderer(broken, tickets)(DOOR)).rejects.toThrow(message);
  });

  it.each<[string, NodeHandler]>([
    ['never answers', () => undefined],
    ['never comes to its end', (_, response) => void response.write('<p>half')],
  ])('does not wait for ever for a page that %s', async (_, hanging) => {
    await expect(openRenderer(hanging, tickets, 50)(DOOR)).rejects.toThrow(/abort/i);
  });
});
