import { describe, expect, it } from 'vitest';
import type { MaintenanceView } from '../../collector/api/schema/status-pages.ts';
import { maintenanceSchema } from '../../collector/status-pages/schema.ts';
import { maintenanceBody, maintenanceDraft } from './maintenance-draft.ts';

const WORK = {
  title: 'A larger disk',
  text: null,
  components: ['films'],
  starts_at: '2026-07-01T18:00:00.000Z',
  ends_at: '2026-07-01T19:30:00.000Z',
};
const VIEW: MaintenanceView = {
  ...WORK,
  maintenance_id: 'm',
  page_id: 'p',
  is_now: false,
  created_by: 'Anna',
};

describe('planned work that is saved unchanged stays as it is', () => {
  it.each(['Europe/London', 'Asia/Kolkata', 'America/New_York'])('by the clocks of %s', (zone) => {
    expect(maintenanceBody(maintenanceDraft(VIEW, zone), zone)).toEqual(WORK);
  });
});

it('times are those of the page, not of the browser', () => {
  expect(maintenanceDraft(VIEW, 'Asia/Kolkata')).toMatchObject({
    starts: '2026-07-01T23:30',
    ends: '2026-07-02T01:00',
  });
});

it('a time that is missing is one that the hub names', () => {
  const body = maintenanceBody({ ...maintenanceDraft(VIEW, 'UTC'), starts: '' }, 'UTC');
  expect(maintenanceSchema.safeParse(body).error?.issues[0]?.path).toEqual(['starts_at']);
});
