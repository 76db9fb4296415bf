import type { DeliveryRow } from '../../notify/index.ts';
import type { DeliveryView } from '../schema/alerts.ts';
import { iso } from './parts.ts';

/** One thing that one target was told, or is to be. */
export function deliveryView(row: DeliveryRow): DeliveryView {
  const { title } = JSON.parse(row.notification) as { title: string };
  return {
    delivery_id: row.id,
    alert_id: row.thread,
    target: row.target,
    target_name: row.targetName,
    event: row.event,
    title,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    created_at: iso(row.createdAt),
    due_at: iso(row.dueAt),
    finished_at: iso(row.finishedAt),
  };
}
