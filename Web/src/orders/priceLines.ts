import type { Money } from "../api/contract";
import type { OrderLine, PriceStep } from "../api/orders";
import type { BuyingTexts } from "../i18n/buying";

/** One reason for a price: what it is called, and what it takes off (below zero). */
export interface PriceReason {
  readonly key: string;
  readonly kind: PriceStep["kind"];
  readonly name: string | null;
  readonly amount: Money;
}

/** What took something off, over all lines: one entry for each source, in the order in which they came. */
export function reasonsOf(lines: readonly Pick<OrderLine, "steps" | "listTotal">[]): readonly PriceReason[] {
  const bySource = new Map<string, PriceReason>();
  for (const { steps, listTotal } of lines) {
    for (const step of steps) {
      const key = `${step.kind}:${step.sourceId}`;
      const amountMinor = (bySource.get(key)?.amount.amountMinor ?? 0) + step.amountMinor;
      bySource.set(key, { key, kind: step.kind, name: step.name ?? null, amount: { ...listTotal, amountMinor } });
    }
  }
  return [...bySource.values()];
}

export function nameOfReason({ kind, name }: Pick<PriceReason, "kind" | "name">, words: BuyingTexts): string {
  const said: Readonly<Record<PriceStep["kind"], string>> = {
    deal: words.stepDeal,
    productDiscount: words.stepProductDiscount,
    campaign: words.stepCampaign,
    quantityTier: words.stepQuantityTier,
    voucher: words.stepVoucher,
  };
  // A kind of a newer server speaks through its name.
  const what = (said as Readonly<Record<string, string | undefined>>)[kind];
  return [what, name].filter((part) => part !== undefined && part !== null).join(" · ");
}

/** What is saved in all; zero when nothing is. */
export function savedOf(listTotal: Money, total: Money): Money {
  return { ...total, amountMinor: Math.max(0, listTotal.amountMinor - total.amountMinor) };
}
