import type { Figure } from '../../words/figures.ts';

/** A number with its unit smaller and dimmer. */
export function Quantity({ figure }: { figure: Figure }) {
  return (
    <>
      {figure.value}
      {figure.unit === '' ? null : <span class="unit">{`\u202f${figure.unit}`}</span>}
    </>
  );
}
