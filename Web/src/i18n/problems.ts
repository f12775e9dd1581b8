import { ApiProblem } from "../api/problem";
import type { Dictionary } from "./en";

type PlainKey = { [K in keyof Dictionary]: Dictionary[K] extends string ? K : never }[keyof Dictionary];

/** The server's codes (docs/api.md) and two of this client's own. A code from a newer server speaks through its status. */
const messageByCode: Readonly<Record<string, PlainKey>> = {
  network: "problemNetwork",
  "session-ended": "problemSignedOut",
  fault: "problemServer",

  malformed: "problemInvalid",
  invalid: "problemInvalid",
  unauthenticated: "problemSignedOut",
  "invalid-credentials": "problemCredentials",
  forbidden: "problemForbidden",
  "not-host": "problemForbidden",
  "not-owner": "problemForbidden",
  "origin-refused": "problemForbidden",
  "not-found": "problemNotFound",
  "unknown-product": "problemNotFound",
  "name-taken": "problemTaken",
  "illegal-step": "problemConflict",
  "no-traffic": "problemNoTraffic",
  "request-running": "problemConflict",
  stale: "problemConflict",
  "not-joined": "problemNotJoined",
  banned: "problemBanned",
  muted: "problemMuted",
  "slow-mode": "problemRate",
  "followers-only": "problemFollowersOnly",
  "buyers-only": "problemBuyersOnly",
  "comment-blocked": "problemBlocked",
  "comment-held": "problemHeld",
  "too-many-restrictions": "problemFull",
  "unknown-user": "problemNotFound",
  "too-many-pins": "problemFull",
  "too-many-followed": "problemFull",
  "too-many-removed": "problemFull",
  "too-many-rooms": "problemFull",
  "too-large": "problemTooLarge",
  "self-follow": "problemRefused",
  "rate-limited": "problemRate",
  "too-many-attempts": "problemRate",
  "too-many-connections": "problemRate",
  "no-stock": "problemNoStock",
  "deal-not-open": "problemDealNotOpen",
  "deal-closed": "problemDealOver",
  "sold-out": "problemSoldOut",
  "buyer-cap": "problemBuyerCap",
  "voucher-gone": "problemVoucherGone",
  "voucher-over": "problemVoucherGone",
  "price-changed": "problemPriceChanged",
  "mixed-currencies": "problemMixedCurrencies",
  "voucher-refused": "problemVoucherRefused",
  "payment-declined": "problemPaymentDeclined",
  "payment-running": "problemPaymentRunning",
  "refund-too-much": "problemRefundTooMuch",
  "too-many-steps": "problemConflict",
  "too-many-deals": "problemFull",
  "too-many-vouchers": "problemFull",
  "too-many-promotions": "problemFull",
  "too-many-webhooks": "problemFull",
  "too-many-items": "problemFull",
  "payment-timeout": "problemPaymentTimeout",
  "group-full": "problemGroupFull",
  "group-closed": "problemClosed",
  "already-member": "problemAlreadyMember",
  "in-other-group": "problemInOtherGroup",
  "not-member": "problemNotMember",
  "not-delivered": "problemNotDelivered",
  "already-reviewed": "problemAlreadyReviewed",
  "not-author": "problemForbidden",
  "own-review": "problemOwnReview",
  "own-product": "problemOwnReview",
  "too-many-edits": "problemFull",
  "too-many-open": "problemTooManyOpen",
  closed: "problemClosed",
  "not-eligible": "problemNotEligible",
  "not-winner": "problemForbidden",
  excluded: "problemForbidden",
  "text-refused": "problemCommentRefused",
  busy: "problemBusy",
  internal: "problemServer",
};

/** Every code there are words for, in alphabetical order. */
export const problemCodes: readonly string[] = Object.keys(messageByCode).sort();

const messageByStatus: Readonly<Record<number, PlainKey>> = {
  400: "problemInvalid",
  401: "problemSignedOut",
  403: "problemForbidden",
  404: "problemNotFound",
  409: "problemConflict",
  412: "problemConflict",
  422: "problemRefused",
  429: "problemRate",
  503: "problemBusy",
};

/** What to tell the user about a refused request. */
export function describeProblem(error: unknown, t: Dictionary): string {
  if (!(error instanceof ApiProblem)) {
    return t.problemServer;
  }
  const fallback = messageByStatus[error.status] ?? (error.status >= 500 ? "problemServer" : "problemRefused");
  return describeCode(error.code, error.problem.retryAfterMs ?? null, t, fallback);
}

export function describeCode(
  code: string,
  retryAfterMs: number | null,
  t: Dictionary,
  fallback: PlainKey = "problemRefused",
): string {
  const key = messageByCode[code] ?? fallback;
  if (key === "problemRate" && retryAfterMs !== null) {
    return t.problemRateWait(Math.max(1, Math.ceil(retryAfterMs / 1000)));
  }
  return t[key];
}
