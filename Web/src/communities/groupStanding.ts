import type { Money } from "../api/contract";
import type { BuyingGroup, GroupTier } from "../api/groups";
import type { GroupTexts } from "../i18n/groups";

/** What is missing of a group that is open: people until it is bought at all, and until it costs less. */
export interface GroupNeed {
  readonly toBuy: number;
  readonly next: { readonly people: number; readonly price: Money } | null;
}

export function needOf(group: Pick<BuyingGroup, "tiers" | "members" | "size">): GroupNeed {
  const here = group.members.length;
  const first = group.tiers[0]?.people ?? group.size;
  const next = group.tiers.find((tier) => tier.people > here && tier.people > first);
  return {
    toBuy: Math.max(0, first - here),
    next: next === undefined ? null : { people: next.people - here, price: next.price },
  };
}

export function isReached(tier: GroupTier, people: number): boolean {
  return people >= tier.people;
}

/** Whether somebody who is not in it may try to join. */
export function isJoinable(group: BuyingGroup): boolean {
  const isIn = group.me !== undefined && group.me.status !== "out" && group.me.status !== "moved";
  return group.status === "open" && !isIn && group.members.length < group.size;
}

export function isMember(group: BuyingGroup): boolean {
  return group.me !== undefined && (group.me.status === "joining" || group.me.status === "paid");
}

export function groupStatusText(
  group: BuyingGroup,
  words: GroupTexts,
): { readonly name: string; readonly hint: string } {
  switch (group.status) {
    case "open":
      return { name: words.statusOpen, hint: "" };
    case "merging":
      return { name: words.statusMerging, hint: "" };
    case "succeeded":
      return { name: words.statusSucceeded, hint: words.succeededHint };
    case "failed":
      return { name: words.statusFailed, hint: words.failedHint };
    case "closed":
      return { name: words.statusClosed, hint: words.closedHint };
    case "merged":
      return { name: words.statusMerged, hint: words.mergedHint };
  }
}
