import { momentIn, percentOf } from '../../words/status/index.ts';
import type { PublicComponent } from '../../words/status/public-page.ts';
import { DayBars } from './DayBars.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { StatusMark } from './StatusMark.tsx';
import type { Shown } from './shown.ts';
import { TroubledDays } from './TroubledDays.tsx';

interface Props extends Shown {
  component: PublicComponent;
  /** Below the name of its group, or at its place. */
  heading: 'h2' | 'h3';
}

function StateLine({ component: { state, since }, page, words, now }: Props) {
  const sinceWords = since === null ? '' : words.since(momentIn(words, page.zone, since, now));
  return (
    <p class="state" data-state={state}>
      <StatusMark state={state} />
      <span>
        <b>{words.states[state]}</b>
        {sinceWords}
      </span>
    </p>
  );
}

/** One thing that a family names: how it is, since when, and how it was. */
export function ComponentRow(props: Props) {
  const { component, page, words, heading: Heading } = props;
  const { uptime } = component;
  return (
    <li class="component">
      <StatusIcon name={component.icon} />
      <Heading class="name">{component.name}</Heading>
      <StateLine {...props} />
      {component.description && <p class="soft description">{component.description}</p>}
      <DayBars
        days={component.days}
        uptime={uptime === null ? words.noUptime : words.uptime(percentOf(uptime, words))}
        zone={page.zone}
        words={words}
      />
      <TroubledDays component={component} zone={page.zone} words={words} />
    </li>
  );
}
