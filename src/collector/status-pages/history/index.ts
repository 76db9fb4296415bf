export { componentStateOf } from './component-state.ts';
export { dayStarts, daysOf } from './days.ts';
export { spansOf } from './spans.ts';
export {
  type Change,
  changeKey,
  type Interval,
  type Overlay,
  type Planned,
  type Span,
  type Told,
  type Window,
} from './types.ts';
export { sinceOf, uptimeOf } from './uptime.ts';
