import type { PublicGroup } from '../../words/status/public-page.ts';
import { ComponentRow } from './ComponentRow.tsx';
import type { Shown } from './shown.ts';

/** Things that belong together, under their name if they have one. */
export function ComponentGroup({ group, ...shown }: Shown & { group: PublicGroup }) {
  return (
    <section class="part">
      {group.name && <h2>{group.name}</h2>}
      <ul class="panel components">
        {group.components.map((component) => (
          <ComponentRow {...shown} component={component} heading={group.name ? 'h3' : 'h2'} />
        ))}
      </ul>
    </section>
  );
}
