import type { Ctx } from '../../context.ts';
import { findPage } from '../find-page.ts';
import type { StatusPagesParts } from '../parts.ts';
import type { MaintenanceDefinition } from '../schema.ts';
import type { MaintenanceRow } from '../types.ts';
import { changeMaintenance, planMaintenance, removeMaintenance } from './change-maintenances.ts';

/** What people do with planned work. */
export function openMaintenances(parts: StatusPagesParts) {
  return {
    /** To come, going on, or over for at most 90 days; the latest first. */
    list: (ctx: Ctx, pageId: string): readonly MaintenanceRow[] =>
      parts.memory.maintenances(findPage(parts, ctx, pageId, 'read').id),
    plan: (ctx: Ctx, pageId: string, input: MaintenanceDefinition, now: number) =>
      planMaintenance(parts, ctx, pageId, input, now),
    change: (ctx: Ctx, pageId: string, maintenanceId: string, input: MaintenanceDefinition, now: number) =>
      changeMaintenance(parts, ctx, { pageId, maintenanceId }, input, now),
    remove: (ctx: Ctx, pageId: string, maintenanceId: string, now: number) =>
      removeMaintenance(parts, ctx, { pageId, maintenanceId }, now),
  };
}

export type Maintenances = ReturnType<typeof openMaintenances>;
