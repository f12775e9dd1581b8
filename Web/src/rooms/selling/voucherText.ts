import type { Voucher } from "../../api/contract";
import { formatMoney } from "../../i18n/formats";

export function offerOf(voucher: Voucher, tag: string): string {
  return voucher.kind === "percent"
    ? `${voucher.value}%`
    : formatMoney({ amountMinor: voucher.value, currency: voucher.currency }, tag);
}

/** What a person types, in the currency's minor unit. */
export function minorUnits(amount: number, currency: string): number {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return Math.round(amount * 10 ** digits);
}
