import { amount } from '../../../words/times.ts';

/** What a workflow pushes of a UPS, by the names that the default rules watch. */
const UPS: Record<string, { unit: string; says: (value: number) => string }> = {
  ups_on_battery: { unit: '', says: () => 'The house runs on battery' },
  ups_battery_charge: { unit: '%', says: (value) => `The battery is charged to ${Math.round(value)}\u202f%` },
  ups_battery_runtime: {
    unit: 's',
    says: (value) => `The battery lasts for another ${amount(value * 1000)}`,
  },
};

const known = (subject: string) => (Object.hasOwn(UPS, subject) ? UPS[subject] : undefined);

/** Unit of a pushed figure that is one of a UPS; empty for others. */
export const upsUnit = (subject: string | null): string => known(subject ?? '')?.unit ?? '';

/** What a pushed figure of a UPS says; null for others. */
export const upsText = (subject: string, value: number): string | null => known(subject)?.says(value) ?? null;
