import type { Money } from "../api/contract";

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, tag: string): Intl.NumberFormat {
  const key = `${tag}/${currency}`;
  let format = moneyFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(tag, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
    moneyFormats.set(key, format);
  }
  return format;
}

/** Minor units become major ones by the currency's own number of digits (2 for CNY, 0 for JPY). */
export function formatMoney(money: Money, tag: string): string {
  const format = moneyFormat(money.currency, tag);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(money.amountMinor / 10 ** digits);
}

/** What a person would type. */
export function majorUnits(money: Money): number {
  return money.amountMinor / 10 ** (moneyFormat(money.currency, "en").resolvedOptions().maximumFractionDigits ?? 2);
}

export function formatCount(count: number, tag: string): string {
  return new Intl.NumberFormat(tag, { notation: "compact", maximumFractionDigits: 1 }).format(count);
}
