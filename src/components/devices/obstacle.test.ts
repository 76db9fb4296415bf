import { expect, it } from 'vitest';
import { obstacleOf, type Surroundings } from './obstacle.ts';

const FINE: Surroundings = {
  isSecure: true,
  hasServiceWorker: true,
  hasPush: true,
  isAppleMobile: false,
  permission: 'default',
};

it.each<{ what: string; changes: Partial<Surroundings>; says: string; todo: string }>([
  { what: 'plain http', changes: { isSecure: false }, says: 'secure connection', todo: 'certificate' },
  {
    what: 'plain http, where browsers hide what they could do',
    changes: { isSecure: false, hasServiceWorker: false, hasPush: false },
    says: 'secure connection',
    todo: 'localhost',
  },
  {
    what: 'Safari on a phone',
    changes: { isAppleMobile: true, hasPush: false },
    says: 'Home Screen',
    todo: 'Add to Home Screen',
  },
  { what: 'no push service', changes: { hasPush: false }, says: 'cannot receive', todo: 'Firefox' },
  { what: 'a private window', changes: { hasServiceWorker: false }, says: 'cannot receive', todo: 'private' },
  { what: 'a person who said no', changes: { permission: 'denied' }, says: 'blocked', todo: 'site settings' },
])('$what is an obstacle, with a way round it', ({ changes, says, todo }) => {
  const obstacle = obstacleOf({ ...FINE, ...changes });
  expect(obstacle?.why).toContain(says);
  expect(obstacle?.steps.join(' ')).toContain(todo);
});

it.each<{ what: string; changes: Partial<Surroundings> }>([
  { what: 'a browser that was not asked yet', changes: {} },
  { what: 'a browser that may', changes: { permission: 'granted' } },
  { what: 'a page on the Home Screen of a phone', changes: { isAppleMobile: true } },
])('$what can show notifications', ({ changes }) => {
  expect(obstacleOf({ ...FINE, ...changes })).toBeNull();
});
