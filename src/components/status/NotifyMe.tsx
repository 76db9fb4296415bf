import type { Shown } from './shown.ts';

/** Offers a visitor to be told in this browser. Stays hidden until the script knows that the browser is able to. */
export function NotifyMe({ page, words: { notify } }: Pick<Shown, 'page' | 'words'>) {
  if (page.pushKey === null) return null;
  return (
    <section
      id="notify"
      class="panel part"
      hidden
      aria-labelledby="offer"
      data-key={page.pushKey}
      data-page={page.slug ?? ''}
    >
      <h2 id="offer">{notify.offer}</h2>
      <p class="soft">{notify.explain}</p>
      <p
        role="status"
        data-on={notify.isOn}
        data-stopped={notify.stopped}
        data-denied={notify.denied}
        data-failed={notify.failed}
      />
      <div>
        <button type="button" class="press" data-start>
          {notify.start}
        </button>
        <button type="button" class="press quiet" data-stop hidden>
          {notify.stop}
        </button>
      </div>
    </section>
  );
}
