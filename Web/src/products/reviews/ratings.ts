import type { OrderGlance, ProductRating, Review } from "../../api/contract";

/** The longest that the server takes. */
export const titleMax = 120;
export const textMax = 4_000;

export interface StarShare {
  readonly stars: number;
  readonly count: number;
  /** Of all ratings, from 0 to 1. */
  readonly share: number;
}

/** Five stars first. */
export function starShares(rating: ProductRating): readonly StarShare[] {
  return rating.histogram
    .map((count, index) => ({ stars: index + 1, count, share: rating.count === 0 ? 0 : count / rating.count }))
    .reverse();
}

/** The vote that a press on one of the buttons means: pressed again it is taken back. */
export function nextVote(review: Review, isHelpful: boolean): boolean | null {
  return review.ownVote === isHelpful ? null : isHelpful;
}

/** The list with one review as it is now, and none twice. */
export function replaced(reviews: readonly Review[], review: Review): readonly Review[] {
  return reviews.map((known) => (known.reviewId === review.reviewId ? review : known));
}

export function appended(reviews: readonly Review[], more: readonly Review[]): readonly Review[] {
  const shown = new Set(reviews.map((review) => review.reviewId));
  return [...reviews, ...more.filter((review) => !shown.has(review.reviewId))];
}

/** An order that delivered the product and was not given back whole; it entitles to a review. */
export function deliveringOrder(orders: readonly OrderGlance[], productId: string): string | null {
  const found = orders.find(({ items, parts }) =>
    items.some(
      (item) =>
        item.productId === productId &&
        item.refunded < item.quantity &&
        parts.some((part) => part.sellerId === item.sellerId && part.status === "delivered"),
    ),
  );
  return found?.orderId ?? null;
}
