import type { MaintenanceView } from '../../collector/api/schema/status-pages.ts';
import { fromInput, toInput } from './local-input.ts';

/** Planned work as it stands in its form; times by the clocks of the page, as "2026-11-25T22:00". */
export interface MaintenanceDraft {
  title: string;
  text: string;
  components: string[];
  starts: string;
  ends: string;
}

/**
 * What a form begins with.
 * @param maintenance null: a new one
 * @param zone of the page
 */
export function maintenanceDraft(maintenance: MaintenanceView | null, zone: string): MaintenanceDraft {
  if (!maintenance) return { title: '', text: '', components: [], starts: '', ends: '' };
  const { title, text, components, starts_at, ends_at } = maintenance;
  return {
    title,
    text: text ?? '',
    components,
    starts: toInput(zone, starts_at),
    ends: toInput(zone, ends_at),
  };
}

/** What the API takes of planned work. @param zone of the page */
export const maintenanceBody = (
  { title, text, components, starts, ends }: MaintenanceDraft,
  zone: string,
) => ({
  title: title.trim(),
  text: text.trim() || null,
  components,
  starts_at: fromInput(zone, starts) ?? '',
  ends_at: fromInput(zone, ends) ?? '',
});
