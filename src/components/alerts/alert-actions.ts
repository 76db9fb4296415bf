import { refreshFrom } from '../client/live-page.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';

interface Deed {
  /** Last word of the address. */
  verb: 'acknowledge' | 'snooze' | 'resolve';
  body: Record<string, unknown>;
  /** What is read out when it is done. */
  told: string;
}

function deedOf(button: HTMLElement): Deed | null {
  const { act, minutes } = button.dataset;
  if (act === 'acknowledge') return { verb: 'acknowledge', body: {}, told: 'Acknowledged' };
  if (act === 'snooze') return { verb: 'snooze', body: { minutes: Number(minutes) }, told: 'Snoozed' };
  return act === 'resolve' ? { verb: 'resolve', body: {}, told: 'Resolved' } : null;
}

function fill(root: HTMLElement, selector: string, text = ''): void {
  const place = root.querySelector(selector);
  if (place) place.textContent = text;
}

/** Asks once before an alert is resolved, in the one dialog of the page. */
function askFirst(place: HTMLElement): void {
  const dialog = document.getElementById('resolve-dialog');
  if (!(dialog instanceof HTMLDialogElement)) return;
  clearProblem(dialog);
  dialog.dataset.alert = place.dataset.alert;
  dialog.dataset.title = place.dataset.title;
  fill(dialog, '[data-title-here]', place.dataset.title);
  fill(dialog, '[data-server-here]', place.dataset.serverName);
  dialog.showModal();
}

function clearProblem(place: HTMLElement): void {
  place.querySelector('.form-error')?.remove();
}

function showProblem(place: HTMLElement, problem: Problem): void {
  const note = document.createElement('p');
  note.className = 'form-error';
  note.tabIndex = -1;
  note.setAttribute('role', 'alert');
  note.textContent = [problem.message, ...problem.remediation].join(' ');
  place.append(note);
  note.focus();
}

function readOut(text: string): void {
  const told = document.getElementById('told');
  if (told) told.textContent = text;
}

/** Who came by keyboard stays where they were; a part that holds the focus would not be brought up to date. */
function returnTo(alertId: string): void {
  const control = `[data-alert="${CSS.escape(alertId)}"]:not(dialog) :is(button, summary)`;
  const next = document.querySelector<HTMLElement>(control) ?? document.querySelector<HTMLElement>('main');
  next?.focus();
}

async function perform(button: HTMLElement, place: HTMLElement, { verb, body, told }: Deed): Promise<void> {
  if (place.hasAttribute('aria-busy')) return;
  const { alert = '', title = '' } = place.dataset;
  const isByKeyboard = button.matches(':focus-visible');
  clearProblem(place);
  place.setAttribute('aria-busy', 'true');
  const answer = await request('POST', `/api/v1/alerts/${encodeURIComponent(alert)}/${verb}`, body);
  place.removeAttribute('aria-busy');
  if (!answer.ok) return showProblem(place, answer.problem);
  if (place instanceof HTMLDialogElement) place.close();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await refreshFrom(window.location.href).catch(() => false);
  readOut(`${told}: ${title}`);
  if (isByKeyboard) returnTo(alert);
}

/**
 * Lets the buttons of alerts work: `data-act` of a button says what it does, `data-alert` of what is around it to
 * which one. The list shows what came of it.
 */
export function startAlertActions(): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest<HTMLElement>('[data-act]');
    const place = button?.closest<HTMLElement>('[data-alert]');
    if (!button || !place) return;
    if (button.dataset.act === 'ask') return askFirst(place);
    const deed = deedOf(button);
    if (deed) void perform(button, place, deed);
  });
}
