import type { Network } from '../outbound.ts';
import { isPublicAddress } from './address.ts';

/**
 * Where web push may go: browsers say their own address, so it must be one of the public internet. The time is
 * shorter than what a stopping hub grants to running requests.
 */
export const PUBLIC_NETWORK: Network = { allows: isPublicAddress, timeoutMs: 7000 };
