import type { Component, PageDefinition, Part } from '../schema.ts';

/** Every component of a page, in its order. */
export const componentsOf = ({ groups }: PageDefinition): Component[] =>
  groups.flatMap(({ components }) => components);

type MeasuredPart = Exclude<Part, { kind: 'component' }>;

/** What its components are measured by. */
export const measuredParts = (definition: PageDefinition): MeasuredPart[] =>
  componentsOf(definition).flatMap(({ parts }) => parts.filter((part) => part.kind !== 'component'));

/** The servers that they are on. */
export const serverIdsOf = (definition: PageDefinition): string[] => [
  ...new Set(measuredParts(definition).map(({ server_id: id }) => id)),
];
