import type { IncidentView, ProposalView } from '../../collector/api/schema/status-pages.ts';
import type { Template } from '../../words/status/words.ts';
import { fromInput, toInput } from './local-input.ts';

export type IncidentState = IncidentView['state'];
export type IncidentImpact = IncidentView['impact'];

/** What is said of an incident next, as it stands in its form. */
export interface UpdateDraft {
  state: IncidentState;
  /** Empty: own words alone. */
  template: Template | '';
  text: string;
  /** Who says it; empty: nobody is named. */
  by: string;
}

/** What an incident is, as it stands in its form. */
export interface FactsDraft {
  /** Empty: named after what it concerns. */
  title: string;
  components: string[];
  impact: IncidentImpact;
}

/** A new incident with its first update. */
export interface IncidentDraft extends FactsDraft, UpdateDraft {
  alertId: string | null;
  /** By the clocks of the page, as "2026-11-25T22:00"; empty: now. */
  startedAt: string;
}

/** Words that fit a state, the first of them suggested. */
const FITTING: Record<IncidentState, readonly Template[]> = {
  investigating: ['noticed', 'looking'],
  identified: ['fixing', 'power', 'internet', 'update', 'hardware'],
  monitoring: ['watching'],
  resolved: ['over'],
};

/** The steps of an incident, in their order. */
export const STEPS = ['investigating', 'identified', 'monitoring', 'resolved'] as const;

export const templatesFor = (state: IncidentState): readonly Template[] => FITTING[state];

/** The step with words that fit it; who chose own words alone keeps them. */
export function withState<D extends UpdateDraft>(draft: D, state: IncidentState): D {
  const fitting = FITTING[state];
  const isKept = draft.template === '' || fitting.includes(draft.template);
  return { ...draft, state, template: isKept ? draft.template : (fitting[0] ?? '') };
}

/** What a form for the next update begins with: that it is over where its alert is, else where it stands. */
export function updateDraft(incident: IncidentView, by: string): UpdateDraft {
  const state = incident.alert_is_over ? 'resolved' : incident.state;
  return withState({ state, template: 'noticed', text: '', by }, state);
}

export const factsDraft = ({ title, components, impact }: IncidentView): FactsDraft => ({
  title: title ?? '',
  components,
  impact,
});

/**
 * What a form for a new incident begins with.
 * @param proposal the alert that it is written for; null: none
 * @param zone of the page
 */
export function incidentDraft(proposal: ProposalView | null, by: string, zone: string): IncidentDraft {
  return {
    title: '',
    components: proposal?.components ?? [],
    impact: proposal?.impact ?? 'impaired',
    state: 'investigating',
    template: 'noticed',
    text: '',
    by,
    alertId: proposal?.alert_id ?? null,
    startedAt: proposal ? toInput(zone, proposal.created_at) : '',
  };
}

const orNull = (text: string): string | null => text.trim() || null;

/** What the API takes of an update. */
export const updateBody = ({ state, template, text, by }: UpdateDraft) => ({
  state,
  template: template === '' ? null : template,
  text: orNull(text),
  by: orNull(by),
});

/** What the API takes of what an incident is. */
export const factsBody = ({ title, components, impact }: FactsDraft) => ({
  title: orNull(title),
  components,
  impact,
});

/** What the API takes of a new incident. @param zone of the page */
export const incidentBody = (draft: IncidentDraft, zone: string) => ({
  ...factsBody(draft),
  ...updateBody(draft),
  alert_id: draft.alertId,
  started_at: fromInput(zone, draft.startedAt),
});
