import { expect, it } from 'vitest';
import { configSchema } from '../../collector/api/schema/config.ts';
import { thresholdsSchema } from '../../collector/settings.ts';
import { RETENTION_FIELDS } from './retention-fields.ts';
import { THRESHOLD_GROUPS } from './threshold-groups.ts';

const FIELDS = THRESHOLD_GROUPS.flatMap(({ fields }) => Object.entries(fields));

it('every threshold has its field', () => {
  expect(FIELDS.map(([name]) => name).toSorted()).toEqual(Object.keys(thresholdsSchema.shape).toSorted());
});

it.each(FIELDS)('the field of %s takes what the hub takes, and no more', (name, { min, max }) => {
  const isTaken = (value: number) => thresholdsSchema.partial().safeParse({ [name]: value }).success;
  expect([min - 1, min, max, max + 1].map(isTaken)).toEqual([false, true, true, false]);
});

it('everything that is kept for a time has its field', () => {
  const kept = Object.keys(configSchema.shape.retention.shape);
  expect(RETENTION_FIELDS.map(({ name }) => name).toSorted()).toEqual(kept.toSorted());
});
