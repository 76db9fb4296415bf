import { describe, expect, it } from 'vitest';
import { openGoodNews } from './good-news.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('what is over is told', () => {
  it.each([
    { what: 'in a minute', joined: null, at: 60 },
    { what: 'with what waits already', joined: 20, at: 20 },
    { what: 'apart from what goes just now', joined: 1, at: 60 },
    { what: 'apart from what has gone', joined: -5, at: 60 },
    { what: 'in a minute, when the clock was set back', joined: 3600, at: 60 },
  ])('$what', ({ joined, at }) => {
    const goodNews = openGoodNews();
    if (joined !== null) goodNews.join(NOW + joined * 1000);
    expect((goodNews.tellAt(NOW) - NOW) / 1000).toBe(at);
  });
});
