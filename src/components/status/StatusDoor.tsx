import type { StatusRender } from '../../words/status/render.ts';
import type { StatusWords } from '../../words/status/words.ts';
import { Lamp } from '../ui/Lamp.tsx';

interface Props {
  door: Extract<StatusRender, { kind: 'door' }>;
  words: StatusWords;
}

/** The door of a page that a word opens. */
export function StatusDoor({ door, words: { door: say } }: Props) {
  return (
    <main class="door">
      <Lamp level="unknown" size="large" />
      <h1>{say.title}</h1>
      <p class="soft">{say.explain}</p>
      <form class="part" method="post" action="/status/open">
        <input type="hidden" name="page" value={door.slug ?? ''} />
        <input type="hidden" name="language" value={door.language} />
        <label for="word">{say.word}</label>
        <input
          id="word"
          name="word"
          type="password"
          autocomplete="current-password"
          required
          aria-invalid={door.isWrong ? 'true' : undefined}
          aria-describedby={door.isWrong ? 'wrong' : undefined}
        />
        {door.isWrong && (
          <p id="wrong" class="wrong">
            {say.wrong}
          </p>
        )}
        <button type="submit" class="press">
          {say.open}
        </button>
      </form>
    </main>
  );
}
