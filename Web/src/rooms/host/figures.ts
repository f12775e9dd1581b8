import type { FigureBucket, FigureCount, RoomFigures } from "../../api/hosting";

/** Puts newer buckets over the ones that are known. */
export function fold(known: RoomFigures | null, next: RoomFigures): RoomFigures {
  if (known === null || known.bucketSeconds !== next.bucketSeconds) {
    return next;
  }
  const buckets = new Map(known.buckets.map((bucket) => [bucket.start, bucket]));
  for (const bucket of next.buckets) {
    buckets.set(bucket.start, bucket);
  }
  const inOrder = [...buckets.values()].sort((left, right) => Date.parse(left.start) - Date.parse(right.start));
  return { ...next, buckets: inOrder };
}

/** How wide buckets are to be asked for: a few hundred of them say as much as a screen can. */
export function bucketFor(openMs: number): number {
  const minutes = openMs / 60_000;
  return minutes <= 45 ? 10 : minutes <= 360 ? 60 : 300;
}

export interface FigureSeries {
  /** Seconds since 1970: the opening, and then the end of each bucket or the last look. */
  readonly at: readonly number[];
  readonly viewers: readonly (number | null)[];
  /** Up to each time, since the one before. */
  readonly commentsPerMinute: readonly (number | null)[];
  readonly clicksPerMinute: readonly (number | null)[];
  /** So far. */
  readonly orders: readonly number[];
  /** So far, in minor units of the currency. */
  readonly revenue: readonly number[];
}

/** The opening and one place per bucket. A rate is told when its bucket is full: one that has just begun would look like a fall. */
export function seriesOf(figures: RoomFigures, currency: string): FigureSeries {
  const { buckets, bucketSeconds: width } = figures;
  const opened = Date.parse(figures.startedAt ?? figures.at) / 1_000;
  const last = Date.parse(figures.endedAt ?? figures.at) / 1_000;
  const starts = buckets.map((bucket) => Date.parse(bucket.start) / 1_000);
  const ends = starts.map((start) => Math.min(start + width, Math.max(last, opened)));
  const rate = (count: (bucket: FigureBucket) => number): (number | null)[] => {
    const rates = buckets.map((bucket, index) => {
      const seconds = (ends[index] ?? 0) - Math.max(starts[index] ?? 0, opened);
      const isUnderWay = figures.endedAt === undefined && index > 0 && index === buckets.length - 1;
      // A moment says little of a minute.
      return isUnderWay ? null : (count(bucket) * 60) / Math.max(seconds, width / 2);
    });
    return [rates[0] ?? null, ...rates];
  };
  const viewers = carried(buckets.map((bucket) => bucket.viewers));
  return {
    at: [opened, ...ends],
    viewers: [viewers[0] ?? null, ...viewers],
    commentsPerMinute: rate((bucket) => bucket.count.comments),
    clicksPerMinute: rate((bucket) => bucket.count.interactions.click ?? 0),
    orders: [0, ...running(buckets.map((bucket) => bucket.count.orders))],
    revenue: [0, ...running(buckets.map((bucket) => revenueOf(bucket.count, currency)))],
  };
}

/** Where nobody looked, as many watch as at the last look. */
function carried(values: readonly (number | null)[]): (number | null)[] {
  let last: number | null = null;
  return values.map((value) => (last = value ?? last));
}

function running(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

export function revenueOf(count: FigureCount, currency: string): number {
  return count.sold.find((sold) => sold.revenue.currency === currency)?.revenue.amountMinor ?? 0;
}

export function refundedOf(count: FigureCount, currency: string): number {
  return count.sold.find((sold) => sold.refunded.currency === currency)?.refunded.amountMinor ?? 0;
}

/** The currency that most was sold in. */
export function mainCurrency(count: FigureCount, fallback: string): string {
  const [first] = [...count.sold].sort((left, right) => right.revenue.amountMinor - left.revenue.amountMinor);
  return first?.revenue.currency ?? fallback;
}

/** What was counted in the last minute, the bucket that is under way included. */
export function lastMinute(figures: RoomFigures, count: (count: FigureCount) => number): number {
  const since = Date.parse(figures.at) - 60_000;
  const recent = figures.buckets.filter((bucket) => Date.parse(bucket.start) + figures.bucketSeconds * 1_000 > since);
  const sum = recent.reduce((total, bucket) => total + count(bucket.count), 0);
  const first = recent[0];
  if (first === undefined) {
    return 0;
  }
  const seconds = Math.max(60, (Date.parse(figures.at) - Date.parse(first.start)) / 1_000);
  return (sum * 60) / seconds;
}
