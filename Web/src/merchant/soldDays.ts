import type { SoldGroup } from "../api/shop";

export interface SoldDay {
  /** As yyyy-MM-dd, in UTC. */
  readonly day: string;
  readonly orders: number;
  readonly amountMinor: number;
}

const dayMs = 86_400_000;

/** The currency that most was sold in. */
export function currencyOf(groups: readonly SoldGroup[]): string | null {
  const sums = new Map<string, number>();
  for (const { revenue } of groups) {
    sums.set(revenue.currency, (sums.get(revenue.currency) ?? 0) + revenue.amountMinor);
  }
  const [first] = [...sums].sort((left, right) => right[1] - left[1]);
  return first?.[0] ?? null;
}

/** Every day of the period up to now, also those on which nothing was sold, oldest first. */
export function daysOf(groups: readonly SoldGroup[], currency: string, days: number, now: number): readonly SoldDay[] {
  const sold = new Map(
    groups.filter((group) => group.revenue.currency === currency).map((group) => [group.key, group]),
  );
  const today = Math.floor(now / dayMs);
  return Array.from({ length: days }, (_, index) => {
    const day = new Date((today - days + 1 + index) * dayMs).toISOString().slice(0, 10);
    const group = sold.get(day);
    return { day, orders: group?.orders ?? 0, amountMinor: group?.revenue.amountMinor ?? 0 };
  });
}

/** The first moment of the first day of a period that ends now. */
export function beginOf(days: number, now: number): string {
  return new Date((Math.floor(now / dayMs) - days + 1) * dayMs).toISOString();
}
