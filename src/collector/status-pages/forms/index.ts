export { atomFeed } from './atom.ts';
export { stateBadge, uptimeBadge } from './badge.ts';
export { calendar } from './calendar.ts';
export { type StatusJson, statusJson } from './json.ts';
export { rssFeed } from './rss.ts';
