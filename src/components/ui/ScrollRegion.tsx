import type { ComponentChildren } from 'preact';

interface Props {
  label: string;
  class?: string;
  children: ComponentChildren;
}

/** Something wider or taller than its place, scrolled with the keyboard too. */
export function ScrollRegion({ label, class: className = 'table-frame', children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: only what can have the focus scrolls with the keyboard
    <section class={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
