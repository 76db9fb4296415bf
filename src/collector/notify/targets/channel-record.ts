import type { SecretBox } from '../../auth/index.ts';
import { CHANNELS, type ChannelType } from '../channels/index.ts';
import { DEFAULT_ROUTING, type Routing, routingSchema } from '../routing.ts';
import type { Config } from './channel-config.ts';
import type { ChannelRow } from './store.ts';

/** A channel as the hub knows it. */
export interface ChannelRecord extends Omit<ChannelRow, 'routing' | 'type'> {
  type: ChannelType;
  routing: Routing;
}

const PLACE = 'channels.config';

/** What a row says; null when its type is none that this hub knows. A routing that does not fit is the usual one. */
export function recordOf(row: ChannelRow): ChannelRecord | null {
  if (!Object.hasOwn(CHANNELS, row.type)) return null;
  const routing = routingSchema.safeParse(JSON.parse(row.routing));
  return { ...row, type: row.type as ChannelType, routing: routing.success ? routing.data : DEFAULT_ROUTING };
}

/** Null when the hub's secret is not the one it was sealed with. */
export function readConfig(box: SecretBox, { config }: Pick<ChannelRow, 'config'>): Config | null {
  try {
    return JSON.parse(box.open(config, PLACE)) as Config;
  } catch {
    return null;
  }
}

/** A configuration as it is stored: encrypted with the hub's secret. */
export const sealConfig = (box: SecretBox, config: Config): string => box.seal(JSON.stringify(config), PLACE);
