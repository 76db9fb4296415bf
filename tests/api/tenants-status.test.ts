import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/collector/id.ts';
import type { TestHub } from '../factories.ts';
import { signedIn } from '../people.ts';
import { incidentOf, pageOf, storedOf, updateOf, workOf } from '../status-page.ts';
import { hubOfTwoClients } from '../two-clients.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
type Who = 'smith' | 'technician' | 'owner' | 'stranger';
const PATH = '/api/v1/status-pages';
/** Stands in everything that is Home's, or Smith's. */
const [MARK, SMITHS] = ['homemark', 'smithmark'];
let hub: TestHub;
/** `smith` owns Smith alone, the technician too and may look at Home, the owner runs the hub, the stranger has no role. */
const people = {} as Record<Who, Ask>;
/** What stands in the paths below for the id of something: `home-page`, `smith-incident`. */
const ids: Record<string, string> = {};

async function make(path: string, json: object) {
  const answered = await hub.request(path, { json });
  if (!answered.ok) throw new Error(`${path}: ${await answered.text()}`);
  return answered.json();
}

/** A page with an incident and planned work, and an alert on it of which nothing is said. */
async function furnish(client: 'home' | 'smith', client_id: string, name: string) {
  const server_id = `${name}-nas`;
  await make('/api/v1/servers', { server_id, client_id });
  const page = await make(PATH, { ...pageOf(`${name}-page`, server_id, `${name} page`), client_id });
  const own = `${PATH}/${page.page_id}`;
  ids[`${client}-page`] = page.page_id;
  ids[`${client}-incident`] = (
    await make(`${own}/incidents`, incidentOf({ title: `${name} fire` }))
  ).incident_id;
  ids[`${client}-work`] = (
    await make(`${own}/maintenances`, workOf({ title: `${name} disk` }))
  ).maintenance_id;
  const alerts = [{ severity: 'critical', message: `${name} pool failed` }];
  await make('/webhook/metrics', { system: { id: server_id }, alerts });
  const { items } = await (await hub.request(`/api/v1/alerts?server_id=${server_id}`)).json();
  ids[`${client}-alert`] = items[0].alert_id;
}

beforeAll(async () => {
  const made = await hubOfTwoClients();
  ({ hub } = made);
  const { home, smith } = made;
  Object.assign(ids, { home, smith });
  people.smith = await signedIn(hub, 'Smith', { [smith]: 'owner' });
  people.technician = await signedIn(hub, 'Technician', { [smith]: 'owner', [home]: 'viewer' });
  people.owner = await signedIn(hub, 'Ada', { [home]: 'owner' });
  people.stranger = await signedIn(hub, 'Stranger', {});
  await furnish('home', home, MARK);
  await furnish('smith', smith, SMITHS);
});
afterAll(() => hub.close());

const pathOf = (path: string) => `${PATH}${path.replace(/\{([\w-]+)\}/g, (_, name) => ids[name] ?? '')}`;
const CHANGE = { title: null, components: [], impact: 'none' };
const HOME_PAGE = () => pageOf(`${MARK}-page`, `${MARK}-nas`);
const SMITH_PAGE = () => pageOf(`${SMITHS}-page`, `${SMITHS}-nas`);

describe('public pages of several clients', () => {
  it('are listed to those who may see their client', async () => {
    const read = async (who: Who) => (await people[who](PATH)).text();
    const own = await read('smith');
    expect([own.includes(SMITHS), own.includes(MARK), own.includes(ids.home ?? '')]).toEqual([
      true,
      false,
      false,
    ]);
    const both = await read('technician');
    expect([both.includes(SMITHS), both.includes(MARK)]).toEqual([true, true]);
    expect((await people.stranger(PATH)).status).toBe(403);
  });

  it.each(['incidents', 'proposals', 'maintenances'])('tell their own %s alone', async (list) => {
    const own = await people.smith(pathOf(`/{smith-page}/${list}`));
    const text = await own.text();
    expect([own.status, text.includes(SMITHS), text.includes(MARK)]).toEqual([200, true, false]);
  });

  it.each<{ who: Who; method: string; path: string; json?: () => object; status: number }>([
    { who: 'smith', method: 'GET', path: '/{home-page}', status: 404 },
    { who: 'smith', method: 'PUT', path: '/{home-page}', json: SMITH_PAGE, status: 404 },
    { who: 'smith', method: 'DELETE', path: '/{home-page}', status: 404 },
    { who: 'smith', method: 'POST', path: '/{home-page}/preview', json: SMITH_PAGE, status: 404 },
    {
      who: 'smith',
      method: 'PUT',
      path: '/{home-page}/access',
      json: () => ({ is_protected: true }),
      status: 404,
    },
    { who: 'smith', method: 'GET', path: '/{home-page}/export', status: 404 },
    { who: 'smith', method: 'GET', path: '/{home-page}/proposals', status: 404 },
    { who: 'smith', method: 'GET', path: '/{home-page}/incidents', status: 404 },
    { who: 'smith', method: 'POST', path: '/{home-page}/incidents', json: incidentOf, status: 404 },
    { who: 'smith', method: 'GET', path: '/{home-page}/incidents/{home-incident}', status: 404 },
    { who: 'smith', method: 'GET', path: '/{smith-page}/incidents/{home-incident}', status: 404 },
    {
      who: 'smith',
      method: 'PUT',
      path: '/{smith-page}/incidents/{home-incident}',
      json: () => CHANGE,
      status: 404,
    },
    { who: 'smith', method: 'DELETE', path: '/{smith-page}/incidents/{home-incident}', status: 404 },
    {
      who: 'smith',
      method: 'POST',
      path: '/{smith-page}/incidents/{home-incident}/updates',
      json: () => updateOf('resolved'),
      status: 404,
    },
    { who: 'smith', method: 'GET', path: '/{home-page}/maintenances', status: 404 },
    { who: 'smith', method: 'POST', path: '/{home-page}/maintenances', json: workOf, status: 404 },
    {
      who: 'smith',
      method: 'PUT',
      path: '/{smith-page}/maintenances/{home-work}',
      json: workOf,
      status: 404,
    },
    { who: 'smith', method: 'DELETE', path: '/{smith-page}/maintenances/{home-work}', status: 404 },
    {
      who: 'smith',
      method: 'POST',
      path: '',
      json: () => ({ ...pageOf('mine', `${SMITHS}-nas`), client_id: ids.home }),
      status: 404,
    },
    {
      who: 'smith',
      method: 'POST',
      path: '',
      json: () => ({ ...pageOf('mine', `${SMITHS}-nas`), client_id: newId(0) }),
      status: 404,
    },
    { who: 'smith', method: 'POST', path: '', json: () => pageOf('mine', `${MARK}-nas`), status: 422 },
    {
      who: 'smith',
      method: 'POST',
      path: '/{smith-page}/incidents',
      json: () => incidentOf({ alert_id: ids['home-alert'] }),
      status: 422,
    },
    {
      who: 'owner',
      method: 'POST',
      path: '/{home-page}/incidents',
      json: () => incidentOf({ alert_id: ids['smith-alert'] }),
      status: 422,
    },
    {
      who: 'owner',
      method: 'PUT',
      path: '/{home-page}',
      json: () => pageOf(`${MARK}-page`, `${SMITHS}-nas`),
      status: 422,
    },
    { who: 'technician', method: 'PUT', path: '/{home-page}', json: HOME_PAGE, status: 403 },
    { who: 'technician', method: 'DELETE', path: '/{home-page}', status: 403 },
    { who: 'technician', method: 'POST', path: '/{home-page}/preview', json: HOME_PAGE, status: 403 },
    { who: 'technician', method: 'GET', path: '/{home-page}/export', status: 403 },
    {
      who: 'technician',
      method: 'PUT',
      path: '/{home-page}/access',
      json: () => ({ is_protected: true }),
      status: 403,
    },
    { who: 'technician', method: 'POST', path: '/{home-page}/incidents', json: incidentOf, status: 403 },
    { who: 'technician', method: 'DELETE', path: '/{home-page}/incidents/{home-incident}', status: 403 },
    { who: 'technician', method: 'POST', path: '/{home-page}/maintenances', json: workOf, status: 403 },
    { who: 'technician', method: 'DELETE', path: '/{home-page}/maintenances/{home-work}', status: 403 },
    {
      who: 'technician',
      method: 'POST',
      path: '',
      json: () => ({ ...pageOf('mine', `${MARK}-nas`), client_id: ids.home }),
      status: 404,
    },
    { who: 'stranger', method: 'GET', path: '/{smith-page}', status: 403 },
    { who: 'stranger', method: 'GET', path: '/{smith-page}/incidents', status: 403 },
    { who: 'stranger', method: 'POST', path: '/{smith-page}/incidents', json: incidentOf, status: 403 },
  ])('$who: $method $path → $status, and nothing changes', async ({ who, method, path, json, status }) => {
    const before = await storedOf(hub);
    const answered = await people[who](pathOf(path), { method, ...(json && { json: json() }) });
    expect(answered.status).toBe(status);
    const text = await answered.text();
    const isTold = [MARK, ids['home-alert']].some((inside) => text.includes(inside ?? ''));
    expect(isTold && who === 'smith').toBe(false);
    expect(await storedOf(hub)).toEqual(before);
  });

  it('is never asked for by an id that belongs to another page of the same client', async () => {
    const { items } = await (await hub.request(PATH)).json();
    const other = items.find(({ slug }: { slug: string | null }) => slug === null).page_id;
    for (const path of [`incidents/${ids['home-incident']}`, `maintenances/${ids['home-work']}`]) {
      expect((await hub.request(`${PATH}/${other}/${path}`, { method: 'DELETE' })).status).toBe(404);
    }
  });

  it('is made for the only client that the asker owns', async () => {
    const made = await people.technician(PATH, { json: pageOf('of-the-technician', `${SMITHS}-nas`) });
    expect([made.status, (await made.json()).client_id]).toEqual([201, ids.smith]);
    const own = await people.smith(PATH, { json: pageOf('of-smith', `${SMITHS}-nas`) });
    expect([own.status, (await own.json()).client_id]).toEqual([201, ids.smith]);
  });
});
