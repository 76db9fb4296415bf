import type { ChannelTypeView, ChannelView } from '../../collector/api/schema/channels.ts';
import { typedList } from '../settings/typed-list.ts';

type Routing = ChannelView['routing'];
type QuietHours = NonNullable<Routing['quiet_hours']>;
export type ChannelField = ChannelTypeView['fields'][number];

/** A channel as it stands in its form. */
export interface ChannelDraft {
  name: string;
  /** Empty: every client. */
  clientId: string;
  isEnabled: boolean;
  /** By the name of the field; a switch is "true" or "false". */
  config: Record<string, string>;
  /** Names of secrets that are stored and shall be so no longer. */
  removed: string[];
  severities: Routing['severities'];
  tags: string;
  sendsResolved: boolean;
  /** Whether it waits for somebody to acknowledge, and how many minutes. */
  isEscalation: boolean;
  minutes: string;
  isQuiet: boolean;
  quiet: QuietHours;
}

const QUIET: QuietHours = { zone: '', from: '22:00', to: '07:00', lets_critical_through: true };
/** Two hours at night would be long, five minutes too short to have seen it. */
const WAIT_MINUTES = 30;

const firstOption = ({ options }: ChannelField): string => options[0]?.value ?? '';

function configOf(fields: readonly ChannelField[], channel: ChannelView | null): Record<string, string> {
  return Object.fromEntries(
    fields.map((field) => {
      // What is secret stays with the hub: an empty field keeps it.
      const known = field.secret ? undefined : channel?.config[field.name];
      const start = field.kind === 'switch' ? 'false' : firstOption(field);
      return [field.name, known ?? (field.required || field.kind === 'switch' ? start : '')];
    }),
  );
}

/**
 * What a form begins with. A new channel gets what the hub would choose: what is broken or serious, at once.
 * @param channel null: a new one
 */
export function draftOf(type: ChannelTypeView, channel: ChannelView | null, clientId: string): ChannelDraft {
  const routing = channel?.routing;
  const wait = routing?.escalate_after_minutes ?? null;
  return {
    name: channel?.name ?? type.label,
    clientId: channel ? (channel.client_id ?? '') : clientId,
    isEnabled: channel?.is_enabled ?? true,
    config: configOf(type.fields, channel),
    removed: [],
    severities: routing?.severities ?? ['critical', 'high'],
    tags: routing?.tags.join(', ') ?? '',
    sendsResolved: routing?.sends_resolved ?? true,
    isEscalation: wait !== null,
    minutes: String(wait ?? WAIT_MINUTES),
    isQuiet: Boolean(routing?.quiet_hours),
    quiet: routing?.quiet_hours ?? QUIET,
  };
}

function sentValue({ kind }: ChannelField, text: string): unknown {
  if (kind === 'switch') return text === 'true';
  if (text.trim() === '') return undefined;
  return kind === 'number' ? Number(text) : text.trim();
}

/** What the API takes, of a new channel and of one that is changed alike. */
export function channelBody(draft: ChannelDraft, fields: readonly ChannelField[]) {
  const sent = (field: ChannelField) =>
    draft.removed.includes(field.name) ? null : sentValue(field, draft.config[field.name] ?? '');
  const config = fields.map((field) => [field.name, sent(field)] as const);
  return {
    name: draft.name.trim(),
    config: Object.fromEntries(config.filter(([, value]) => value !== undefined)),
    routing: {
      severities: draft.severities,
      tags: typedList(draft.tags),
      sends_resolved: draft.sendsResolved,
      escalate_after_minutes: draft.isEscalation ? Number(draft.minutes) : null,
      quiet_hours: draft.isQuiet ? draft.quiet : null,
    },
  };
}
