/** A check box of several is called by what is asked of all of them. */
function labelOf(control: Element): string {
  if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return '';
  const isOneOfSeveral = control.type === 'checkbox' || control.type === 'radio';
  const name = isOneOfSeveral ? control.closest('fieldset')?.querySelector('legend') : control.labels?.[0];
  return name?.textContent?.trim() ?? '';
}

/**
 * What a person calls a field of a form, by its dotted name in the API or that of a part of it: "routing.tags.0" is
 * found as "routing.tags". Empty when the form does not have it.
 */
export function fieldLabel(form: ParentNode, field: string): string {
  const control = form.querySelector(`[name="${CSS.escape(field)}"]`);
  if (control) return labelOf(control);
  const end = field.lastIndexOf('.');
  return end < 0 ? '' : fieldLabel(form, field.slice(0, end));
}
