import type { Order } from "../../api/orders";

/** What an order wants of its buyer now. */
export type Standing =
  /** Held until it expires; a payment may be tried. */
  | "payable"
  /** The provider has not decided. */
  | "deciding"
  /** The buyer has to confirm at the provider. */
  | "acting"
  | "paid"
  /** Cancelled, expired, or all of its money went back. */
  | "over";

/** By the server's clock: an order whose time to pay is over can only expire. */
export function standingOf(order: Order, serverNow: number): Standing {
  if (order.status === "cancelled" || order.status === "expired" || order.status === "refunded") {
    return "over";
  }
  if (order.status !== "reserved") {
    return "paid";
  }
  switch (order.payment.status) {
    case "processing":
    case "succeeded":
      return "deciding";
    case "actionNeeded":
      return "acting";
    default:
      return serverNow >= Date.parse(order.expiresAt) ? "over" : "payable";
  }
}

/** Unpaid it lets go of its units, paid and unsent it gives the money back; the server has the last word. */
export function canCancel(order: Order): boolean {
  return order.status === "reserved" || (order.status === "paid" && order.items.every((line) => line.shipped === 0));
}

/** Seconds until an order that is not paid lets go of its units. */
export function holdSeconds(order: Order, serverNow: number): number {
  return Math.max(0, Math.ceil((Date.parse(order.expiresAt) - serverNow) / 1_000));
}
