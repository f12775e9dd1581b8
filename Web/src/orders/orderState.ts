import type { Order, OrderStatus, OrderStep } from "../api/orders";
import type { OrderTexts } from "../i18n/orders";

export function statusText(status: OrderStatus, words: OrderTexts): string {
  const said: Readonly<Record<OrderStatus, string>> = {
    reserved: words.statusReserved,
    paid: words.statusPaid,
    shipped: words.statusShipped,
    delivered: words.statusDelivered,
    cancelled: words.statusCancelled,
    expired: words.statusExpired,
    refunded: words.statusRefunded,
  };
  return said[status];
}

export type StepTone = "plain" | "good" | "bad";

export interface ShownStep {
  readonly text: string;
  readonly at: string;
  readonly tone: StepTone;
  readonly step: OrderStep | null;
}

/** What happened to an order, oldest first; the beginning of a payment is left out once its end is known. */
export function timelineOf(order: Order, words: OrderTexts): readonly ShownStep[] {
  const texts = stepTexts(words);
  const shown: ShownStep[] = [{ text: words.stepPlaced, at: order.createdAt, tone: "plain", step: null }];
  for (const [index, step] of order.timeline.entries()) {
    const known = texts[step.kind];
    const isSuperseded =
      passing.has(step.kind) &&
      order.timeline.slice(index + 1).some((later) => later.kind.startsWith(familyOf(step.kind)));
    if (known !== undefined && !isSuperseded) {
      shown.push({ text: known[0], at: step.at, tone: known[1], step });
    }
  }
  return shown;
}

/** Steps that only say that another is to come. */
const passing = new Set(["payment-started", "payment-pending", "refund-started", "refund-pending"]);

function familyOf(kind: string): string {
  return kind.slice(0, kind.indexOf("-") + 1);
}

function stepTexts(words: OrderTexts): Readonly<Record<string, readonly [string, StepTone] | undefined>> {
  return {
    "payment-started": [words.stepPaymentStarted, "plain"],
    "payment-succeeded": [words.stepPaymentSucceeded, "good"],
    "payment-failed": [words.stepPaymentFailed, "bad"],
    "payment-pending": [words.stepPaymentPending, "plain"],
    "payment-late": [words.stepPaymentLate, "bad"],
    cancelled: [words.stepCancelled, "bad"],
    expired: [words.stepExpired, "bad"],
    shipped: [words.stepShipped, "good"],
    delivered: [words.stepDelivered, "good"],
    "refund-started": [words.stepRefundStarted, "plain"],
    "refund-succeeded": [words.stepRefundSucceeded, "plain"],
    "refund-pending": [words.stepRefundPending, "plain"],
    "refund-failed": [words.stepRefundFailed, "bad"],
    "units-lost": [words.stepUnitsLost, "bad"],
  };
}

/** What a notice of the server says, in the reader's language; null for what is none of orders or groups. */
export function newsText(kind: string, words: OrderTexts): string | null {
  const said: Readonly<Record<string, string | undefined>> = {
    "order.paid": words.newsPaid,
    "order.shipped": words.newsShipped,
    "order.delivered": words.newsDelivered,
    "order.cancelled": words.newsCancelled,
    "order.expired": words.newsExpired,
    "order.refunded": words.newsRefunded,
    "group.joined": words.newsGroupJoined,
    "group.merged": words.newsGroupMerged,
    "group.filled": words.newsGroupFilled,
    "group.failed": words.newsGroupFailed,
  };
  return said[kind] ?? null;
}

/** Whether a line can be reviewed: its seller's part has arrived, and not all of it went back. */
export function isReviewable(order: Order, lineId: string): boolean {
  const line = order.items.find((known) => known.lineId === lineId);
  const part = order.parts.find((known) => known.sellerId === line?.sellerId);
  return line !== undefined && part?.status === "delivered" && line.refunded < line.quantity;
}
