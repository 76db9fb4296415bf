import type { StatusRender } from '../../../words/status/render.ts';
import { LANGUAGES, type Language } from '../../../words/status/words.ts';
import type { Published } from '../../status-pages/index.ts';
import { type StatusAddress, TEXT_FORMS } from './address.ts';
import { type Drawn, stamped } from './drawn.ts';
import { formOf } from './forms.ts';
import { linksInCopy } from './links.ts';

/** A file of an exported copy. */
export interface CopyFile {
  /** As "en/index.html". */
  path: string;
  content_type: string;
  text: string;
}

type Draw = (render: StatusRender) => Promise<Drawn>;
const HTML = 'text/html; charset=utf-8';

/** A host of plain files sends no policy, so the page carries its own. */
const withPolicy = ({ html, policy }: Drawn) =>
  html.replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`);

async function pageFile(
  published: Published,
  language: Language,
  { path, isRoot }: { path: string; isRoot: boolean },
  draw: Draw,
  now: number,
): Promise<CopyFile> {
  // Nobody answers there to whoever wants to be told.
  const page = { ...published.page, pushKey: null };
  const drawn = await draw({ kind: 'page', page, language, links: linksInCopy(language, isRoot), now });
  const text = stamped(withPolicy(drawn), published, { language, isOld: false, now });
  return { path, content_type: HTML, text };
}

function formFile(
  published: Published,
  address: Extract<StatusAddress, { kind: 'json' | 'form' }>,
  path: string,
  base: string,
): CopyFile[] {
  const form = formOf(address, published, base);
  return form === null ? [] : [{ path, content_type: form.type, text: form.text }];
}

function formFiles(published: Published, language: Language, base: string): CopyFile[] {
  const slug = published.page.slug ?? '';
  const own = (component: string | null, folder: string) =>
    TEXT_FORMS.filter((form) => component === null || form.endsWith('.svg')).flatMap((form) =>
      formFile(published, { kind: 'form', slug, language, form, component }, `${folder}/${form}`, base),
    );
  const keys = published.page.groups.flatMap(({ components }) => components.map(({ key }) => key));
  return [...own(null, language), ...keys.flatMap((key) => own(key, `${language}/${key}`))];
}

/**
 * Everything of a page as plain files, for a host that outlives the hub: a page at the root and one in each language,
 * and what machines read.
 * @param base where the copy will be, for its feeds
 */
export async function copyOf(
  published: Published,
  base: string,
  draw: Draw,
  now: number,
): Promise<CopyFile[]> {
  const root = { path: 'index.html', isRoot: true };
  const files = [await pageFile(published, published.page.language, root, draw, now)];
  for (const language of LANGUAGES) {
    const own = { path: `${language}/index.html`, isRoot: false };
    files.push(await pageFile(published, language, own, draw, now), ...formFiles(published, language, base));
  }
  const json = { kind: 'json', slug: published.page.slug ?? '' } as const;
  return [...files, ...formFile(published, json, 'status.json', base)];
}
