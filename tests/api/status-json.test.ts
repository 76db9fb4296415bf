import { describe, expect, it } from 'vitest';
import { publicPageSchema } from '../../src/collector/api/schema/status-pages.ts';
import { statusJson } from '../../src/collector/status-pages/index.ts';
import type { PublicPage } from '../../src/words/status/public-page.ts';
import { LANGUAGES } from '../../src/words/status/words.ts';
import { componentWith, incidentWith, maintenanceWith, NOW, pageWith } from '../public-page.ts';

const jsonOf = (page: PublicPage) =>
  statusJson({ pageId: 'p', page, version: 1, checkedAt: NOW, isStale: false, accessHash: null });

describe('/status.json', () => {
  it.each([
    ['a page that shows nothing', pageWith([])],
    [
      'a page with everything',
      pageWith(
        [
          componentWith('Films', 'down', { since: NOW }),
          componentWith('Photos', 'unknown', { uptime: null }),
        ],
        {
          incidents: [incidentWith()],
          past: [incidentWith({ state: 'resolved', resolvedAt: NOW })],
          maintenances: [maintenanceWith()],
        },
      ),
    ],
  ])('is what the API says it is, of %s', (_, page) => {
    const json = jsonOf(page);
    // No key more than the schema has, none less.
    expect(publicPageSchema.parse(json)).toEqual(json);
    expect(Object.keys(json.sentences)).toEqual([...LANGUAGES]);
  });
});
