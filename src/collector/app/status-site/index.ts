import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { languageFor } from '../../../words/status/index.ts';
import type { PublicPage } from '../../../words/status/public-page.ts';
import type { StatusRender } from '../../../words/status/render.ts';
import type { Language } from '../../../words/status/words.ts';
import type { Ctx } from '../../context.ts';
import { AppError, notFound, reasonOf } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Published, StatusPages } from '../../status-pages/index.ts';
import { type NodeHandler, refuse } from '../serve.ts';
import { mayRead } from './access.ts';
import { addressOf, basePath, type StatusAddress } from './address.ts';
import { type Answer, type Drawing, doorAnswer, formAnswer, pageAnswer } from './answers.ts';
import { type CopyFile, copyOf } from './copy.ts';
import { openDoors } from './doors.ts';
import { draw, stamped, withoutScript } from './drawn.ts';
import { pageHeaders } from './headers.ts';
import { keep } from './kept.ts';
import { linksOn } from './links.ts';
import { openPageCache } from './page-cache.ts';
import { openPreviews } from './previews.ts';
import { openRenderer, openTickets } from './renderer.ts';
import { send } from './send.ts';

export interface StatusSiteParts {
  statusPages: StatusPages;
  /** The asker of a request, or null when nobody is signed in. */
  personContext: (headers: Headers, requestId: string) => Promise<Ctx | null>;
  /** The hub's public address, when it is configured. */
  url: string | undefined;
  log: Log;
}

/** An answer that is right for what it was made from. */
interface Entry extends Answer, Pick<Published, 'version' | 'checkedAt' | 'isStale' | 'accessHash'> {
  slug: string;
  madeAt: number;
}

/** A hub with very many pages keeps those that were asked for last. */
const MOST_KEPT = 200;

const isRight = (entry: Entry, published: Published, now: number): boolean =>
  entry.version === published.version &&
  entry.checkedAt === published.checkedAt &&
  entry.isStale === published.isStale &&
  entry.accessHash === published.accessHash &&
  // A clock that was set back makes no answer right for longer.
  now >= entry.madeAt &&
  now < entry.rightUntil;

/** Without its query and a slash at its end, so that nothing is kept twice. */
function pathOf(url: string): string {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

function redirect(response: ServerResponse, location: string): void {
  const headers = { Location: location, Vary: 'Accept-Language', 'Cache-Control': 'public, max-age=0' };
  response.writeHead(302, headers).end();
}

/** What is refused now may be there in a moment: nobody should keep that. */
function refuseForNow(response: ServerResponse, error: AppError): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  refuse(response, error);
}

function refuseMachine(response: ServerResponse): void {
  response.setHeader('WWW-Authenticate', 'Basic realm="Status", charset="UTF-8"');
  refuseForNow(
    response,
    new AppError('unauthenticated', 'This page opens with a word', {
      remediation: ['Send the word as a bearer token, or as the password of any name'],
    }),
  );
}

/**
 * The public pages: each is drawn once for what it tells and answered from memory, without database or renderer. Only
 * what changes what a page tells has it drawn again.
 */
export function openStatusSite({ statusPages, personContext, url, log }: StatusSiteParts) {
  const tickets = openTickets();
  const previews = openPreviews();
  const entries = new Map<string, Entry>();
  const drawing: Drawing = {
    render: () => Promise.reject(new AppError('unavailable', 'Pages are not drawn here yet')),
    folder: '',
    cache: openPageCache(log),
  };
  const doors = openDoors((door) => doorAnswer(drawing, door));
  const drawOne = (render: StatusRender) => draw(drawing.render, render, drawing.folder);

  function answer(address: StatusAddress, path: string, published: Published, now: number) {
    if (address.kind === 'page') return pageAnswer(drawing, path, published, address.language, now);
    if (address.kind === 'choose') return null;
    return formAnswer(address, published, (url ?? '') + basePath(address.slug), now);
  }

  function remember(path: string, answer: Answer, published: Published, madeAt: number): void {
    const { version, checkedAt, isStale, accessHash, page } = published;
    const slug = page.slug ?? '';
    entries.delete(path);
    entries.set(path, { ...answer, slug, version, checkedAt, isStale, accessHash, madeAt });
    const [oldest] = entries.keys();
    if (entries.size > MOST_KEPT && oldest !== undefined) entries.delete(oldest);
  }

  async function answerAddress(
    request: IncomingMessage,
    response: ServerResponse,
    { address, path, published }: { address: StatusAddress; path: string; published: Published },
  ): Promise<void> {
    const now = Date.now();
    if (address.kind === 'choose') {
      const language = languageFor(request.headers['accept-language'], published.page.language);
      return redirect(response, `${basePath(address.slug)}/${language}`);
    }
    if (!mayRead(request, published)) {
      if (address.kind !== 'page') return refuseMachine(response);
      const { slug, language } = address;
      const isWrong = request.url?.endsWith('?wrong') === true;
      return send(request, response, await doors({ slug, language, isWrong }));
    }
    const made = await answer(address, path, published, now);
    if (made === null) return refuseForNow(response, notFound('file', path));
    remember(path, made, published, now);
    send(request, response, made.kept);
  }

  async function answerPreview(
    request: IncomingMessage,
    response: ServerResponse,
    { page, language }: { page: PublicPage; language: Language },
  ): Promise<void> {
    const asker = await personContext(new Headers({ cookie: request.headers.cookie ?? '' }), randomUUID());
    if (asker === null) return refuseForNow(response, new AppError('unauthenticated', 'Sign in first'));
    const now = Date.now();
    const slug = page.slug ?? '';
    const drawn = await drawOne({ kind: 'page', page, language, links: linksOn(slug, language), now });
    const text = stamped(
      withoutScript(drawn.html),
      { page, checkedAt: now, isStale: false },
      { language, isOld: false, now },
    );
    const headers = { 'Cache-Control': 'no-store', ...pageHeaders(drawn.policy, slug, language, 'self') };
    send(request, response, keep(text, headers));
  }

  function failed(response: ServerResponse, path: string, error: unknown): void {
    log.error('status page not answered', { path, error: reasonOf(error) });
    refuseForNow(
      response,
      new AppError('unavailable', 'The page cannot be drawn just now', { retryAfterSeconds: 5 }),
    );
  }

  /** Answers what has to be made first. @returns whether it is one of ours */
  function make(request: IncomingMessage, response: ServerResponse, path: string, now: number): boolean {
    const preview = previews.find(path);
    const address = addressOf(path);
    const published = address && statusPages.published(address.slug, now);
    if (!preview && !published) return false;
    const work =
      address && published
        ? answerAddress(request, response, { address, path, published })
        : preview && answerPreview(request, response, preview);
    work?.catch((error: unknown) => failed(response, path, error));
    return true;
  }

  return {
    /** Answers a request for a status page. @returns false: it is for somebody else */
    handle: (request: IncomingMessage, response: ServerResponse): boolean => {
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (!isRead || !request.url?.startsWith('/status')) return false;
      const now = Date.now();
      const path = pathOf(request.url);
      const entry = entries.get(path);
      const published = entry && statusPages.published(entry.slug, now);
      if (!entry || !published || !isRight(entry, published, now) || !mayRead(request, published)) {
        return make(request, response, path, now);
      }
      send(request, response, entry.kept);
      return true;
    },
    /** Draws with these pages from now on. `folder` holds what the build has made for browsers. */
    attach: (pages: NodeHandler, folder: string): void => {
      drawing.render = openRenderer(pages, tickets);
      drawing.folder = folder;
    },
    /** What a ticket of the renderer stands for; null: nothing. */
    toRender: tickets.take,
    previews,
    /** A page as plain files. The asker may change it. @throws AppError `not_found`, `unavailable` */
    exportPage: async (ctx: Ctx, pageId: string, base: string | null): Promise<CopyFile[]> => {
      const { slug } = statusPages.pages.findForChange(ctx, pageId);
      const now = Date.now();
      const published = statusPages.published(slug, now);
      if (!published) throw notFound('status page', pageId);
      return copyOf(published, base ?? (url ?? '') + basePath(slug), drawOne, now);
    },
  };
}

export type StatusSite = ReturnType<typeof openStatusSite>;
