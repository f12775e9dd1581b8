import { describe, expect, it } from "vitest";
import type { Review } from "../../api/contract";
import { reviewTexts } from "../../i18n/reviews";
import { appended, deliveringOrder, nextVote, replaced, starShares } from "./ratings";

const review = (reviewId: string, ownVote: boolean | null = null): Review => ({
  reviewId,
  authorName: "Ann",
  rating: 4,
  title: "",
  text: "",
  imageUrls: [],
  createdAt: "2026-01-01T00:00:00Z",
  editedAt: null,
  helpful: 0,
  unhelpful: 0,
  reply: null,
  isOwn: false,
  ownVote,
});

describe("starShares", () => {
  it("has five stars first, each with its share", () => {
    const shares = starShares({ average: 4, score: 3.5, count: 4, histogram: [1, 0, 0, 0, 3] });
    expect(shares.map(({ stars, share }) => [stars, share])).toEqual([
      [5, 0.75],
      [4, 0],
      [3, 0],
      [2, 0],
      [1, 0.25],
    ]);
  });

  it("divides by nothing when there is nothing", () => {
    expect(
      starShares({ average: 0, score: 3, count: 0, histogram: [0, 0, 0, 0, 0] }).every(({ share }) => share === 0),
    ).toBe(true);
  });
});

describe("nextVote", () => {
  it.each([
    [null, true, true],
    [false, true, true],
    [true, true, null],
    [false, false, null],
  ] as const)("%s, pressed %s → %s", (known, pressed, expected) => {
    expect(nextVote(review("rv-1", known), pressed)).toBe(expected);
  });
});

describe("lists of reviews", () => {
  it("show each once, as it is now", () => {
    const two = appended([review("a")], [review("a"), review("b")]);
    expect(two.map(({ reviewId }) => reviewId)).toEqual(["a", "b"]);
    expect(replaced(two, review("b", true))[1]?.ownVote).toBe(true);
  });
});

describe("deliveringOrder", () => {
  const order = (orderId: string, status: string, refunded = 0) => ({
    orderId,
    items: [{ productId: "p-1", sellerId: "s-1", quantity: 2, refunded }],
    parts: [
      { sellerId: "s-2", status: "delivered" },
      { sellerId: "s-1", status },
    ],
  });

  it("is one whose seller's part arrived and was kept", () => {
    const orders = [order("o-1", "shipped"), order("o-2", "delivered", 2), order("o-3", "delivered", 1)];
    expect(deliveringOrder(orders, "p-1")).toBe("o-3");
    expect(deliveringOrder(orders, "p-2")).toBeNull();
  });
});

describe("texts", () => {
  it("are there in both languages", () => {
    expect(Object.keys(reviewTexts("zh")).sort()).toEqual(Object.keys(reviewTexts("en")).sort());
  });
});
