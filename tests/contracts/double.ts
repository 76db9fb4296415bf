import type { Network, Outbound } from '../../src/collector/outbound.ts';
import type { Failure } from '../../src/collector/outbound-failure.ts';

/** One way in which a service says no, and what the hub must make of it. */
export interface Refusal<Reply> {
  what: string;
  reply: Reply;
  failure: Partial<Failure>;
}

/** A service that runs on this machine and speaks as the real one does. */
export interface Running<Reply> {
  /** A complete set-up of its channel. */
  config: Record<string, unknown>;
  /** The world as the channel sees it: the service stands where it belongs. */
  out: (changes?: Partial<Network>) => Outbound;
  /** What people were shown, oldest first. */
  shown: () => string[];
  /** From now on it says this; null: what it says by itself; `silence`: nothing at all. */
  say: (reply: Reply | 'silence' | null) => void;
  stop: () => Promise<void>;
}

/** Stands for a service in the contract of its channel. */
export interface Double<Reply> {
  start: () => Promise<Running<Reply>>;
  refusals: Refusal<Reply>[];
  /** Whether an emoji arrives as one. */
  keepsEmoji: boolean;
}
