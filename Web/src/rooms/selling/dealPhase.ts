import type { Deal } from "../../api/contract";

/** What a viewer can do with a deal at a moment of the server's clock. */
export type DealPhase =
  | { readonly kind: "countdown"; readonly seconds: number }
  | { readonly kind: "open"; readonly seconds: number }
  | { readonly kind: "soldOut" }
  | { readonly kind: "over" };

/** The clock decides, as it does on the server: an event that is late changes nothing. */
export function phaseOf(deal: Deal, serverNow: number): DealPhase {
  if (deal.status === "closed") {
    return deal.reason === "sold-out" ? { kind: "soldOut" } : { kind: "over" };
  }
  const untilOpening = Date.parse(deal.opensAt) - serverNow;
  if (untilOpening > 0) {
    return { kind: "countdown", seconds: Math.ceil(untilOpening / 1_000) };
  }
  const untilClosing = Date.parse(deal.closesAt) - serverNow;
  if (untilClosing <= 0) {
    return { kind: "over" };
  }
  return deal.remaining <= 0 ? { kind: "soldOut" } : { kind: "open", seconds: Math.ceil(untilClosing / 1_000) };
}

/** Minutes and seconds, such as 4:05. */
export function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Whole percent off the list price. */
export function discountOf(deal: Deal): number {
  return Math.round(100 * (1 - deal.price.amountMinor / deal.listPrice.amountMinor));
}
