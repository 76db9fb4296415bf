import { bodyOf, type Entry } from './form-body.ts';
import { addRow, findControl, removeRow, rowsOf } from './form-rows.ts';
import type { Problem } from './problem.ts';
import { request } from './request.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function entryOf(control: Control): Entry {
  const isBox = control instanceof HTMLInputElement && control.type === 'checkbox';
  return {
    name: control.name,
    value: control.value,
    checked: isBox ? control.checked : null,
    as: control.dataset.as ?? null,
  };
}

/** Adds an element to what describes a control, or takes it away. */
function describe(control: Element, id: string, isShown: boolean): void {
  const others = (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((one) => one && one !== id);
  const ids = isShown ? [...others, id] : others;
  if (ids.length > 0) control.setAttribute('aria-describedby', ids.join(' '));
  else control.removeAttribute('aria-describedby');
}

const errorIdOf = (control: Control): string => `${control.id || control.name}-error`;

const controlsIn = (root: ParentNode): Control[] => [
  ...root.querySelectorAll<Control>('input, select, textarea'),
];

function jsonOf(form: HTMLFormElement): Record<string, unknown> {
  const body = bodyOf(
    controlsIn(form)
      .filter((control) => !control.closest('[data-row]'))
      .map(entryOf),
  );
  for (const list of form.querySelectorAll<HTMLElement>('[data-rows]')) {
    body[list.dataset.rows ?? ''] = rowsOf(list).map((row) => bodyOf(controlsIn(row).map(entryOf)));
  }
  return body;
}

/**
 * Sends the form inside as JSON. Attributes: `data-method` (when not the form's own), `data-next` (where to go
 * afterwards). Errors appear beside their field and in a summary that takes the focus.
 */
class ApiForm extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('submit', (event) => {
      if (event.target instanceof HTMLFormElement && event.target.method !== 'dialog') {
        event.preventDefault();
        void this.#send(event.target);
      }
    });
    this.addEventListener('click', (event) => {
      if (!(event.target instanceof Element)) return;
      const adding = event.target.closest<HTMLElement>('[data-add-row]');
      if (adding) addRow(this, adding.dataset.addRow ?? '');
      const removing = event.target.closest<HTMLElement>('[data-remove-row]');
      if (removing) removeRow(removing);
    });
  }

  async #send(form: HTMLFormElement): Promise<void> {
    if (form.hasAttribute('aria-busy')) return;
    this.#clearErrors();
    form.setAttribute('aria-busy', 'true');
    const method = this.dataset.method ?? form.method.toUpperCase();
    // Not `form.action`: a form with a field of that name answers the field.
    const path = new URL(form.getAttribute('action') ?? '', window.location.href).pathname;
    const answer = await request(method, path, method === 'DELETE' ? undefined : jsonOf(form));
    form.removeAttribute('aria-busy');
    if (!answer.ok) this.#show(form, answer.problem);
    else window.location.assign(this.dataset.next ?? window.location.href);
  }

  #clearErrors(): void {
    for (const error of this.querySelectorAll('.error, .form-error')) error.remove();
    for (const control of this.querySelectorAll<Control>('[aria-invalid]')) {
      control.removeAttribute('aria-invalid');
      describe(control, errorIdOf(control), false);
    }
  }

  #show(form: HTMLFormElement, problem: Problem): void {
    const control = problem.field === null ? null : findControl(form, problem.field);
    if (control) this.#mark(control, problem.message);
    const summary = document.createElement('div');
    summary.className = 'form-error';
    summary.tabIndex = -1;
    summary.setAttribute('role', 'alert');
    const label = control?.labels?.[0]?.textContent?.trim();
    const start = label ? `${label}: ` : '';
    summary.textContent = [start + problem.message, ...problem.remediation].join(' ');
    form.prepend(summary);
    summary.focus();
  }

  #mark(control: Control, message: string): void {
    const error = document.createElement('p');
    error.className = 'error';
    error.id = errorIdOf(control);
    error.textContent = message;
    control.setAttribute('aria-invalid', 'true');
    describe(control, error.id, true);
    control.after(error);
  }
}

if (!customElements.get('api-form')) customElements.define('api-form', ApiForm);
