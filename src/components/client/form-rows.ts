type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The rows of a list; its `<template>` is none. */
export const rowsOf = (list: Element): Element[] => [...list.querySelectorAll(':scope > [data-row]')];

/** Appends an empty row to the list called `name` and puts the cursor in it. */
export function addRow(root: Element, name: string): void {
  const list = root.querySelector(`[data-rows="${CSS.escape(name)}"]`);
  const template = list?.querySelector('template');
  if (!list || !template) return;
  const row = template.content.firstElementChild?.cloneNode(true);
  if (!(row instanceof Element)) return;
  template.before(row);
  row.querySelector('input')?.focus();
}

/** Removes the row of a button; the cursor goes to the next sensible place. */
export function removeRow(button: Element): void {
  const row = button.closest('[data-row]');
  const list = row?.closest('[data-rows]');
  if (!row || !list) return;
  const neighbour =
    row.nextElementSibling?.querySelector('input') ?? row.previousElementSibling?.querySelector('input');
  row.remove();
  const add = list.parentElement?.querySelector<HTMLElement>('[data-add-row]');
  (neighbour ?? add)?.focus();
}

const isControl = (element: unknown): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement;

/** The control that a dotted field name means: "location", "tags.2", "general.name", "expected_services.0.name". */
export function findControl(form: HTMLFormElement, field: string): Control | null {
  const [name = '', index = '', part = ''] = field.split('.');
  const list = form.querySelector(`[data-rows="${CSS.escape(name)}"]`);
  const row = list ? rowsOf(list)[Number(index)] : undefined;
  const found = row
    ? row.querySelector(`[name="${CSS.escape(part || 'name')}"]`)
    : (form.elements.namedItem(field) ?? form.elements.namedItem(name));
  return isControl(found) ? found : null;
}
