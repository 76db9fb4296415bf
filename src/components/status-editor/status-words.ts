import type {
  IncidentView,
  MaintenanceView,
  StatusPageView,
} from '../../collector/api/schema/status-pages.ts';
import type { Level } from '../../collector/api/schema/views.ts';
import { markOf, type StateMark } from '../../words/states.ts';
import { en } from '../../words/status/en.ts';
import { incidentTitleOf } from '../../words/status/incident-title.ts';
import { datedSpanIn } from '../../words/status/times.ts';
import { levelOf } from '../status/status-level.ts';

type Told = IncidentView['updates'][number]['told'];
type Groups = Pick<StatusPageView, 'groups'>;

/** How a page or a component is, as its readers are told. */
export const pageMark = (state: StatusPageView['state']): StateMark => ({
  ...markOf(levelOf(state)),
  word: en.states[state],
});

const IMPACT_LEVELS: Record<IncidentView['impact'], Level> = {
  down: 'critical',
  impaired: 'medium',
  none: 'low',
};

/** How far an incident is; what is under watch only needs a look. */
export function incidentMark({ state, impact }: Pick<IncidentView, 'state' | 'impact'>): StateMark {
  const word = en.incidentStates[state];
  if (state === 'resolved') return { ...markOf('ok'), word };
  return { ...markOf(state === 'monitoring' ? 'low' : IMPACT_LEVELS[impact]), word };
}

/** Names of components by their keys, in the order of the page; what is no longer there is left out. */
export function namesOf({ groups }: Groups, keys: readonly string[]): string[] {
  const all = groups.flatMap(({ components }) => components);
  return all.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
}

/** What an incident is called on the page. */
export const titleOf = (
  page: Groups,
  { title, components }: Pick<IncidentView, 'title' | 'components'>,
): string => incidentTitleOf({ title, concerns: namesOf(page, components) }, en);

/** From when to when planned work goes on, by the clocks of the page. */
export const spanOf = (zone: string, work: Pick<MaintenanceView, 'starts_at' | 'ends_at'>): string =>
  datedSpanIn(en, zone, Date.parse(work.starts_at), Date.parse(work.ends_at));

const readers = (count: number): string => (count === 1 ? '1 reader' : `${count} readers`);

/** How many were told of an update: "2 readers told, 1 on its way". */
export function toldWords({ delivered, waiting, failed }: Told): string {
  if (delivered + waiting + failed === 0) return 'Nobody asked to be told';
  const parts = [`${readers(delivered)} told`];
  if (waiting > 0) parts.push(`${waiting} on the way`);
  if (failed > 0) parts.push(`${failed} could not be reached`);
  return parts.join(', ');
}

/** How many asked to be told of a page's incidents. */
export const askedWords = (subscribers: number): string =>
  subscribers === 0 ? 'Nobody has asked to be told yet' : `${readers(subscribers)} asked to be told`;

/** Before an update: who will be told. */
export function willTell(subscribers: number): string {
  const end = subscribers === 0 ? 'it is only shown on the page.' : 'each gets one message, at once.';
  return `${askedWords(subscribers)}: ${end}`;
}
