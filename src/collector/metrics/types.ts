/** What one report says in numbers: `values[i]` belongs to series `names[i]`; null where unknown. */
export interface Samples {
  /** `metric` or `metric:subject`, in a stable order. */
  names: string[];
  values: (number | null)[];
}

/** One report on its way to the store. */
export interface Report extends Samples {
  clientId: string;
  serverId: string;
  /** Integer milliseconds, the sample time. */
  at: number;
}

/** The newest samples of one server. */
export interface Latest {
  at: number;
  /** Newest value of each series by name. */
  values: ReadonlyMap<string, number | null>;
  /** Per-second rates of counters between the newest two reports; absent where unknown. */
  rates: ReadonlyMap<string, number>;
}
