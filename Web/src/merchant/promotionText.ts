import type { PriceEffect, Promotion } from "../api/shop";
import { formatMoney } from "../i18n/formats";
import type { MerchantTexts } from "../i18n/merchant";

/** What a promotion does to a price. */
export function effectText(effect: PriceEffect, currency: string | undefined, t: MerchantTexts, tag: string): string {
  const money = (): string => formatMoney({ amountMinor: effect.value, currency: currency ?? "CNY" }, tag);
  switch (effect.kind) {
    case "percent":
      return t.off(
        new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 2 }).format(effect.value / 10_000),
      );
    case "amountOff":
      return t.off(money());
    case "unitPrice":
      return t.each(money());
  }
}

export function termsText(promotion: Promotion, t: MerchantTexts, tag: string): string {
  const effects = [
    ...(promotion.effect === undefined ? [] : [effectText(promotion.effect, promotion.currency, t, tag)]),
    ...(promotion.tiers ?? []).map(
      (tier) => `${t.from(tier.minimumQuantity)}: ${effectText(tier.effect, promotion.currency, t, tag)}`,
    ),
  ];
  return effects.join(" · ");
}
