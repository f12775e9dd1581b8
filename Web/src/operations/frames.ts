import type { ClusterFrame } from "../api/operations";

/** Two minutes of frames, which is what the charts show. */
export const framesKept = 120;

/** What the charts are drawn of: a column per frame, oldest first, in step with `times`. */
export interface History {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly callsPerSecond: readonly number[];
  readonly p50Ms: readonly (number | null)[];
  readonly p99Ms: readonly (number | null)[];
  readonly lag: readonly number[];
  readonly sockets: readonly number[];
  readonly commitsPerSecond: readonly (number | null)[];
  /** Calls by duration, for the heat map. */
  readonly heat: readonly (readonly number[])[];
  readonly boundsMs: readonly number[];
  /** Calls a second of each method that was seen, by `methodKey`. */
  readonly methods: ReadonlyMap<string, readonly number[]>;
}

export const noHistory: History = {
  times: [],
  callsPerSecond: [],
  p50Ms: [],
  p99Ms: [],
  lag: [],
  sockets: [],
  commitsPerSecond: [],
  heat: [],
  boundsMs: [],
  methods: new Map(),
};

export function methodKey(method: { readonly grain: string; readonly method: string }): string {
  return `${method.grain}.${method.method}`;
}

export function totalLag(frame: ClusterFrame): number {
  return frame.log.reduce((sum, partition) => sum + partition.lag, 0);
}

/**
 * Adds a frame. One that is not newer than the last changes nothing, as after a reconnect the same may come twice; nor does one
 * in which no silo has told anything yet.
 */
export function fold(history: History, frame: ClusterFrame): History {
  const time = Date.parse(frame.at) / 1_000;
  const last = history.times.at(-1);
  if (frame.ageMs === null || (last !== undefined && time <= last)) {
    return history;
  }
  return {
    times: push(history.times, time),
    callsPerSecond: push(history.callsPerSecond, frame.calls.perSecond),
    p50Ms: push(history.p50Ms, frame.calls.p50Ms),
    p99Ms: push(history.p99Ms, frame.calls.p99Ms),
    lag: push(history.lag, totalLag(frame)),
    sockets: push(history.sockets, frame.connections.sockets),
    commitsPerSecond: push(history.commitsPerSecond, frame.store?.commitsPerSecond ?? null),
    heat: push(history.heat, frame.latency.counts),
    boundsMs: frame.latency.boundsMs,
    methods: foldMethods(history, frame),
  };
}

/** A method that is new has had no calls before; one that is gone has none now. */
function foldMethods(history: History, frame: ClusterFrame): ReadonlyMap<string, readonly number[]> {
  const rates = new Map(frame.calls.methods.map((method) => [methodKey(method), method.perSecond]));
  const before = history.times.length;
  const methods = new Map<string, readonly number[]>();
  for (const key of new Set([...history.methods.keys(), ...rates.keys()])) {
    const known = history.methods.get(key) ?? new Array<number>(Math.min(before, framesKept)).fill(0);
    methods.set(key, push(known, rates.get(key) ?? 0));
  }
  return methods;
}

function push<T>(values: readonly T[], value: T): readonly T[] {
  return values.length < framesKept ? [...values, value] : [...values.slice(values.length - framesKept + 1), value];
}
