import { ageIn, exactIn, wordsOf } from '../../../words/status/index.ts';
import type { StatusRender } from '../../../words/status/render.ts';
import { CHECKED_AT, CHECKED_TEXT } from '../../../words/status/stamp.ts';
import type { Language } from '../../../words/status/words.ts';
import type { Published } from '../../status-pages/index.ts';
import { policyOf, type WholePage, wholePage } from './whole-page.ts';

/** A page as it was drawn, but for the time at which its state was last looked at. */
export interface Drawn extends WholePage {
  policy: string;
}

/** Draws a page in one piece. @throws Error when that fails */
export async function draw(
  render: (render: StatusRender) => Promise<string>,
  what: StatusRender,
  folder: string,
): Promise<Drawn> {
  const whole = wholePage(await render(what), folder);
  return { ...whole, policy: policyOf(whole) };
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

interface Stamp {
  language: Language;
  /** It is not what the hub would say now, but the last that it could. */
  isOld: boolean;
  now: number;
}

/** Says in a drawn page when its state was last looked at. */
export function stamped(
  html: string,
  { page, checkedAt, isStale }: Pick<Published, 'page' | 'checkedAt' | 'isStale'>,
  { language, isOld, now }: Stamp,
): string {
  const words = wordsOf(language);
  const time = exactIn(words, page.zone, checkedAt);
  const said = isStale || isOld ? words.stale(time, ageIn(words, now - checkedAt)) : words.checked(time);
  return html
    .replaceAll(CHECKED_AT, new Date(checkedAt).toISOString())
    .replaceAll(CHECKED_TEXT, () => escapeHtml(said));
}

/** A page for a frame in which nothing may run: browsers would complain of each script there. */
export const withoutScript = (html: string): string => html.replaceAll(/<script\b.*?<\/script>/gs, '');
