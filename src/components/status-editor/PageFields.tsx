import type { Language } from '../../words/status/words.ts';
import { InputField } from '../ui/InputField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { LanguageOption } from './PagePreview.tsx';
import type { PageDraft } from './page-draft.ts';
import { TextAreaField } from './TextAreaField.tsx';

interface Props {
  draft: PageDraft;
  languages: readonly LanguageOption[];
  onChange: (changes: Partial<PageDraft>) => void;
  errorOf: (field: string) => string | null;
}

/** What a page is called and where it is. */
export function PageFields({ draft, languages, onChange, errorOf }: Props) {
  return (
    <>
      <InputField
        label="Title"
        name="title"
        value={draft.title}
        onInput={(title) => onChange({ title })}
        help="As your people call it: “Home”."
        error={errorOf('title')}
        required
        maxLength={60}
      />
      <TextAreaField
        label="A few words below it"
        name="intro"
        value={draft.intro}
        onInput={(intro) => onChange({ intro })}
        help="“Ask Anna when something is broken.” May be empty."
        error={errorOf('intro')}
        maxLength={500}
      />
      {draft.isHome ? (
        <p class="small">
          Its address is <code>/status</code>, and stays so.
        </p>
      ) : (
        <InputField
          label="Address"
          name="slug"
          value={draft.slug}
          onInput={(slug) => onChange({ slug })}
          help={`The page is at /status/${draft.slug || '…'}. Small letters, digits and hyphens.`}
          error={errorOf('slug')}
          required
          maxLength={40}
        />
      )}
      <div class="side-by-side dates">
        <InputField
          label="Time zone"
          name="zone"
          value={draft.zone}
          onInput={(zone) => onChange({ zone })}
          help="Its days and times are told by these clocks. Written as Europe/London."
          error={errorOf('zone')}
          required
        />
        <SelectField
          label="Language"
          name="language"
          options={languages}
          value={draft.language}
          onChoose={(language) => onChange({ language: language as Language })}
          help="For readers whose browser asks for none of these."
          error={errorOf('language')}
        />
      </div>
    </>
  );
}
