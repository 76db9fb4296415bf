import type { Notification, Severity } from './notification.ts';

const BY_SEVERITY: Record<Severity, number> = {
  critical: 0xff0000,
  high: 0xff8c00,
  medium: 0xffd700,
  low: 0x2f80ed,
};
const GOOD = 0x2eb67d;
const NEUTRAL = 0x2f80ed;

/** Colour of the bar beside a message, as 0xRRGGBB: red, orange, yellow, blue by severity; green when it is well. */
export function colourOf({ event, severity }: Notification): number {
  if (event === 'resolved') return GOOD;
  if (event === 'action' && severity === 'low') return GOOD;
  return event === 'test' ? NEUTRAL : BY_SEVERITY[severity];
}
