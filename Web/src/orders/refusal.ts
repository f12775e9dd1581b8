import { ApiProblem } from "../api/problem";
import type { BuyingTexts } from "../i18n/buying";
import type { Dictionary } from "../i18n/en";
import { describeProblem } from "../i18n/problems";

/** What stands in the way of an order, in words that say that nothing was bought. */
export function refusalText(problem: unknown, words: BuyingTexts, t: Dictionary): string {
  if (!(problem instanceof ApiProblem)) {
    return describeProblem(problem, t);
  }
  switch (problem.code) {
    case "sold-out": {
      const left = unitsLeft(problem);
      return left > 0 ? words.refusedFewer(left) : words.refusedSoldOut;
    }
    case "buyer-cap":
      return words.refusedCap;
    case "deal-closed":
    case "deal-not-open":
      return words.refusedDeal;
    case "unknown-product":
      return words.refusedGone;
    default:
      return describeProblem(problem, t);
  }
}

/** How many units could still be had of what there were too few of; 0 when that is not known. */
export function unitsLeft(problem: ApiProblem): number {
  const counts = (problem.problem.items ?? []).map((item) => item.available ?? 0).filter((count) => count > 0);
  return counts.length === 0 ? 0 : Math.min(...counts);
}
