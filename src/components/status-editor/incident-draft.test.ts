import { describe, expect, it } from 'vitest';
import type { IncidentView, ProposalView } from '../../collector/api/schema/status-pages.ts';
import { incidentSchema, openIncidentSchema, updateSchema } from '../../collector/status-pages/schema.ts';
import { TEMPLATES, type Template } from '../../words/status/words.ts';
import {
  factsBody,
  factsDraft,
  type IncidentState,
  incidentBody,
  incidentDraft,
  STEPS,
  templatesFor,
  updateBody,
  updateDraft,
  withState,
} from './incident-draft.ts';

const INCIDENT: IncidentView = {
  incident_id: 'i',
  page_id: 'p',
  title: null,
  components: ['films'],
  impact: 'down',
  state: 'identified',
  alert_id: 'a',
  alert_is_over: false,
  started_at: '2026-11-25T12:00:00.000Z',
  resolved_at: null,
  created_by: 'Anna',
  updates: [],
};
const PROPOSAL: ProposalView = {
  alert_id: 'a',
  title: 'jellyfin is down',
  server_name: 'Media',
  severity: 'high',
  created_at: '2026-07-01T12:00:00.000Z',
  components: ['films'],
  impact: 'down',
};
const ZONE = 'Europe/Berlin';

it('every template fits some step', () => {
  expect(new Set(STEPS.flatMap(templatesFor))).toEqual(new Set(TEMPLATES));
});

describe('a new incident', () => {
  it('written for an alert begins with what is known of it', () => {
    expect(incidentBody(incidentDraft(PROPOSAL, 'Anna', ZONE), ZONE)).toEqual({
      title: null,
      components: ['films'],
      impact: 'down',
      state: 'investigating',
      template: 'noticed',
      text: null,
      by: 'Anna',
      alert_id: 'a',
      started_at: PROPOSAL.created_at,
    });
  });

  it('by hand begins now, and is one that the hub takes', () => {
    const body = incidentBody(incidentDraft(null, ' ', ZONE), ZONE);
    expect(body).toMatchObject({ alert_id: null, started_at: null, by: null });
    expect(openIncidentSchema.safeParse(body).success).toBe(true);
  });
});

describe('the next update', () => {
  it.each<[string, Partial<IncidentView>, IncidentState, Template]>([
    ['begins where it stands', {}, 'identified', 'fixing'],
    ['says that it is over when its alert is', { alert_is_over: true }, 'resolved', 'over'],
    ['begins where it stands when it was written for none', { alert_is_over: null }, 'identified', 'fixing'],
  ])('%s', (_, changes, state, template) => {
    const body = updateBody(updateDraft({ ...INCIDENT, ...changes }, 'Anna'));
    expect(body).toEqual({ state, template, text: null, by: 'Anna' });
    expect(updateSchema.safeParse(body).success).toBe(true);
  });

  it.each<[string, Template | '', IncidentState, Template | '']>([
    ['words that fit stay', 'power', 'identified', 'power'],
    ['words that do not are replaced', 'power', 'resolved', 'over'],
    ['own words alone stay alone', '', 'resolved', ''],
  ])('%s', (_, template, state, expected) => {
    const draft = { state: 'investigating' as const, template, text: '', by: '' };
    expect(withState(draft, state)).toMatchObject({ state, template: expected });
  });
});

it('what an incident is stays as it is when it is saved unchanged', () => {
  const { title, components, impact } = INCIDENT;
  const body = factsBody(factsDraft(INCIDENT));
  expect(body).toEqual({ title, components, impact });
  expect(incidentSchema.safeParse(body).success).toBe(true);
});
