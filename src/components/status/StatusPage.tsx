import { wordsOf } from '../../words/status/index.ts';
import type { StatusLinks } from '../../words/status/render.ts';
import { ComponentGroup } from './ComponentGroup.tsx';
import { Hero } from './Hero.tsx';
import { Incident } from './Incident.tsx';
import { NotifyMe } from './NotifyMe.tsx';
import { Past } from './Past.tsx';
import { Planned } from './Planned.tsx';
import type { Shown } from './shown.ts';

interface Props extends Shown {
  links: StatusLinks;
  sentence: string;
}

function Top({ page, words, links }: Props) {
  return (
    <header class="top">
      <h1>{page.title}</h1>
      <nav aria-label={words.headings.otherLanguages}>
        {links.languages
          .filter(({ language }) => language !== words.language)
          .map(({ language, href }) => (
            <a href={href} lang={language} hreflang={language}>
              {wordsOf(language).ownName}
            </a>
          ))}
      </nav>
    </header>
  );
}

function Current(shown: Shown) {
  if (shown.page.incidents.length === 0) return null;
  return (
    <section class="part">
      <h2>{shown.words.headings.now}</h2>
      {shown.page.incidents.map((incident) => (
        <Incident {...shown} incident={incident} />
      ))}
    </section>
  );
}

function Feeds({ words: { feeds }, links }: Props) {
  return (
    <footer class="feeds">
      <a href={links.atom}>{feeds.atom}</a>
      <a href={links.rss}>{feeds.rss}</a>
      <a href={links.calendar}>{feeds.calendar}</a>
      <a href={links.json}>{feeds.json}</a>
    </footer>
  );
}

/** The whole page that a family looks at, complete without script. */
export function StatusPage(props: Props) {
  const { links, sentence, ...shown } = props;
  return (
    <>
      <a class="skip" href="#status">
        {shown.words.skip}
      </a>
      <Top {...props} />
      <main id="status" tabIndex={-1}>
        <Hero {...shown} sentence={sentence} />
        <Current {...shown} />
        <Planned {...shown} />
        {shown.page.groups.map((group) => (
          <ComponentGroup {...shown} group={group} />
        ))}
        {shown.page.groups.length > 0 && <Past {...shown} />}
      </main>
      <NotifyMe {...shown} />
      <Feeds {...props} />
      <p id="news" class="visually-hidden" role="status" />
    </>
  );
}
