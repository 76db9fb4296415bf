import { z } from '@hono/zod-openapi';
import { LANGUAGES } from '../../../words/status/words.ts';
import { subscribeSchema } from '../../status-pages/index.ts';

export const unsubscribeSchema = subscribeSchema.pick({ endpoint: true });

/** The form at the door of a page that a word opens; the page at `/status` itself comes as an empty text. */
export const openPageSchema = z.object({
  page: z.preprocess((text) => (text === '' ? null : text), subscribeSchema.shape.page),
  language: z.enum(LANGUAGES),
  word: z.string().max(200),
});
