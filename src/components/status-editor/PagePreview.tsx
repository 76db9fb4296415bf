import { useState } from 'preact/hooks';
import type { Language } from '../../words/status/words.ts';
import { RadioChoice } from '../ui/RadioChoice.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import styles from './Editor.module.css';
import { usePagePreview } from './use-page-preview.ts';

/** Code and what its speakers call it. */
export type LanguageOption = readonly [language: Language, name: string];

const WIDTHS = [
  ['phone', 'Phone', ''],
  ['tablet', 'Tablet', 'in small'],
] as const;

interface Props {
  /** Of a page that the asker may change; null: there is none, and nothing can be drawn. */
  pageId: string | null;
  /** null: not whole enough to be drawn. */
  body: object | null;
  languages: readonly LanguageOption[];
  language: Language;
}

function statusWords(pageId: string | null, body: object | null, path: string | null): string {
  if (pageId === null) return 'You see the page once it is saved.';
  if (body === null) return 'The preview follows once everything has a name and says what it needs.';
  return path === null ? 'Drawing the page…' : '';
}

/** The page as its readers would see it, drawn by the hub after each change. */
export function PagePreview({ pageId, body, languages, language }: Props) {
  const [width, setWidth] = useState<'phone' | 'tablet'>('phone');
  const [shown, setShown] = useState(language);
  const { path, problem } = usePagePreview(pageId, body);
  const words = problem ? `Not drawn: ${problem.message}` : statusWords(pageId, body, path);
  const address = path === null ? null : `${path}/${shown}`;
  return (
    <section class={`stack ${styles.aside}`} aria-labelledby="preview-title">
      <h2 id="preview-title">Preview</h2>
      <div class="side-by-side">
        <RadioChoice
          legend="Width"
          name="preview-width"
          options={WIDTHS}
          chosen={width}
          onChoose={setWidth}
        />
        <SelectField
          label="Shown in"
          name="preview-language"
          options={languages}
          value={shown}
          onChoose={(code) => setShown(languages.find(([one]) => one === code)?.[0] ?? shown)}
        />
      </div>
      <p role="status" class={words === '' ? 'visually-hidden' : 'soft small'}>
        {words}
      </p>
      {address && (
        <>
          <div class={`${styles.frame} ${styles[width]}`}>
            {/* A fresh one each time: a new address in the old one would be a step back in the history. */}
            <iframe key={address} src={address} title="Preview of the page" sandbox="" />
          </div>
          <p class="small">
            <a href={address} target="_blank" rel="noopener">
              Open it in a tab of its own
            </a>
          </p>
        </>
      )}
    </section>
  );
}
