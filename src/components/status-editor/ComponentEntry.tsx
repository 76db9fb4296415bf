import { useState } from 'preact/hooks';
import { StatusIcon } from '../status/StatusIcon.tsx';
import { ComponentFields, type ComponentFieldsProps } from './ComponentFields.tsx';
import styles from './Editor.module.css';
import { MoveButtons } from './MoveButtons.tsx';
import { isWhole } from './page-body.ts';
import type { Direction } from './page-edits.ts';
import { partWords } from './part-choice.ts';

export interface ComponentEntryProps extends ComponentFieldsProps {
  isFirst: boolean;
  isLast: boolean;
  onMove: (direction: Direction) => void;
  onRemove: () => void;
}

/** The id of a component's entry in the form. */
export const componentId = (id: string): string => `component-${id}`;

/** One component: its name and what it needs, with everything else behind it. */
export function ComponentEntry(props: ComponentEntryProps) {
  const { component, others, servers, field, errorOf, isFirst, isLast, onMove, onRemove } = props;
  const { id, name, icon, parts } = component;
  const [isOpen, setIsOpen] = useState(!isWhole(component));
  const hasError = errorOf(field) !== null;
  const needs = parts.map((part) => partWords(part, servers, others)).join(', ');
  return (
    <li class={styles.component} id={componentId(id)}>
      <div class={styles.line}>
        <details
          class={styles.entry}
          open={isOpen || hasError}
          onToggle={(event) => event.target === event.currentTarget && setIsOpen(event.currentTarget.open)}
        >
          <summary class={styles.summary}>
            <svg class={styles.chevron} viewBox="0 0 12 12" aria-hidden="true">
              <path d="M4 1l5 5-5 5" />
            </svg>
            <StatusIcon name={icon} />
            <span>
              <strong>{name || 'Something new'}</strong>{' '}
              <span class="soft small">{needs === '' ? 'needs nothing yet' : needs}</span>
            </span>
          </summary>
          {/* What is incomplete must be there for the browser to point at. */}
          {(isOpen || hasError || !isWhole(component)) && <ComponentFields {...props} />}
        </details>
        <MoveButtons
          id={id}
          name={name || 'this'}
          isFirst={isFirst}
          isLast={isLast}
          onMove={onMove}
          onRemove={onRemove}
        />
      </div>
    </li>
  );
}
