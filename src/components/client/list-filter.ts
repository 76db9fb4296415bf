import { refreshFrom } from './live-page.ts';

const PAUSE_MS = 200;

function addressOf(form: HTMLFormElement): string {
  // Not `form.action`: a form with a field of that name answers the field.
  const url = new URL(form.getAttribute('action') ?? '', window.location.href);
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') url.searchParams.set(name, value);
  }
  return url.href;
}

/** Makes the filter form answer while a person types; the address follows, so that it can be kept and shared. */
export function filterAsTyped(form: HTMLFormElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const apply = async () => {
    const address = addressOf(form);
    window.history.replaceState(null, '', address);
    await refreshFrom(address).catch(() => false);
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void apply(), PAUSE_MS);
  });
}
