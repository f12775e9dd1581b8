import type { Deal, RoomEvent, Voucher } from "../../api/contract";

type DealEvent = Extract<RoomEvent, { type: "deal.announced" | "deal.opened" | "deal.claimed" | "deal.closed" }>;
type VoucherEvent = Extract<RoomEvent, { type: "voucher.offered" | "voucher.withdrawn" }>;

/** Deals that are over stay in sight, so that nobody wonders where one went: this many at most. */
const closedShownMax = 1;

export function applyDeal(deals: readonly Deal[], event: DealEvent): readonly Deal[] {
  const known = deals.some((deal) => deal.dealId === event.data.dealId);
  if (event.type === "deal.claimed" && !known) {
    return deals;
  }
  const next = known
    ? deals.map((deal) => (deal.dealId === event.data.dealId ? event.data : deal))
    : [...deals, event.data];
  return forgetClosed(next);
}

export function applyVoucher(vouchers: readonly Voucher[], event: VoucherEvent): readonly Voucher[] {
  const others = vouchers.filter((voucher) => voucher.voucherId !== event.data.voucherId);
  return event.type === "voucher.offered" ? [...others, event.data] : others;
}

function forgetClosed(deals: readonly Deal[]): readonly Deal[] {
  const shown = deals.filter((deal) => deal.status === "closed").slice(-closedShownMax);
  return deals.filter((deal) => deal.status !== "closed" || shown.includes(deal));
}
