import type { DeviceRow } from '../../notify/index.ts';
import type { DeviceView } from '../schema/devices.ts';
import { iso } from './parts.ts';

/** What may be shown of a device: who knows its endpoint and keys could write to it. */
export function deviceView(device: DeviceRow): DeviceView {
  return {
    device_id: device.id,
    name: device.name,
    severities: device.severities as DeviceView['severities'],
    created_at: iso(device.createdAt),
    last_delivered_at: iso(device.lastDeliveredAt),
    failed_reason: device.failedReason,
  };
}
