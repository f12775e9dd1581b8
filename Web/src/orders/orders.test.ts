import { describe, expect, it } from "vitest";
import type { Order, OrderLine, PriceStep } from "../api/orders";
import { ApiProblem } from "../api/problem";
import { buyingTexts } from "../i18n/buying";
import { en } from "../i18n/en";
import { groupTexts } from "../i18n/groups";
import { orderTexts } from "../i18n/orders";
import { isReviewable, newsText, statusText, timelineOf } from "./orderState";
import { nameOfReason, reasonsOf, savedOf } from "./priceLines";
import { refusalText, unitsLeft } from "./refusal";

const money = (amountMinor: number): { amountMinor: number; currency: string } => ({ amountMinor, currency: "CNY" });

const step = (kind: PriceStep["kind"], sourceId: string, amountMinor: number, name?: string): PriceStep => ({
  kind,
  sourceId,
  amountMinor,
  ...(name === undefined ? {} : { name }),
});

const line = (changes: Partial<OrderLine> = {}): OrderLine => ({
  lineId: "1",
  productId: "p1",
  sellerId: "s1",
  title: "Bowl",
  imageUrl: null,
  quantity: 2,
  unitPrice: money(500),
  priceVersion: 1,
  listTotal: money(1_000),
  steps: [],
  total: money(1_000),
  dealId: null,
  shipped: 0,
  refunded: 0,
  ...changes,
});

const order = (changes: Partial<Order> = {}): Order => ({
  orderId: "o1",
  status: "paid",
  items: [line()],
  parts: [{ sellerId: "s1", status: "paid", total: money(1_000), refunded: money(0) }],
  listTotal: money(1_000),
  total: money(1_000),
  refunded: money(0),
  payment: { status: "succeeded" },
  roomId: null,
  voucherIds: [],
  createdAt: "2026-01-01T12:00:00Z",
  expiresAt: "2026-01-01T12:15:00Z",
  timeline: [],
  version: 1,
  ...changes,
});

describe("reasons of a price", () => {
  const words = buyingTexts("en");

  it("come together by their source, in order", () => {
    const reasons = reasonsOf([
      line({ steps: [step("campaign", "c1", -100, "Spring"), step("voucher", "v1", -30)] }),
      line({ steps: [step("quantityTier", "q1", -50), step("voucher", "v1", -20)] }),
    ]);
    expect(reasons.map((reason) => [nameOfReason(reason, words), reason.amount.amountMinor])).toEqual([
      ["Campaign · Spring", -100],
      ["Voucher", -50],
      ["Price by quantity", -50],
    ]);
  });

  it("of a newer server speak through their name", () => {
    expect(nameOfReason({ kind: "loyalty" as PriceStep["kind"], name: "Gold" }, words)).toBe("Gold");
  });

  it("save what the list price is more", () => {
    expect(savedOf(money(1_000), money(850))).toEqual(money(150));
    expect(savedOf(money(1_000), money(1_000))).toEqual(money(0));
  });
});

describe("states of an order", () => {
  const words = orderTexts("en");
  const at = "2026-01-01T12:01:00Z";
  const steps = (...kinds: readonly string[]): Order => order({ timeline: kinds.map((kind) => ({ kind, at })) });
  const texts = (shown: Order): readonly string[] => timelineOf(shown, words).map(({ text }) => text);

  it("are told oldest first, without what a later step made plain", () => {
    expect(texts(steps("payment-started", "payment-succeeded", "shipped", "delivered"))).toEqual([
      "Ordered",
      "Paid",
      "Sent",
      "Delivered",
    ]);
    expect(texts(steps("payment-started", "payment-pending"))).toEqual(["Ordered", "The bank has not decided yet"]);
    expect(texts(steps("payment-succeeded", "refund-started", "refund-succeeded"))).toEqual([
      "Ordered",
      "Paid",
      "Paid back",
    ]);
  });

  it("leave out what a newer server added", () => {
    expect(texts(steps("gift-wrapped"))).toEqual(["Ordered"]);
  });

  it("have a word each, and so has the news", () => {
    expect(statusText("reserved", words)).toBe("Waiting for payment");
    expect(newsText("order.shipped", orderTexts("zh"))).toBe("订单已发货。");
    expect(newsText("room.banned", words)).toBeNull();
  });

  it("let a line be reviewed once its seller's part has arrived", () => {
    const parts = [{ sellerId: "s1", status: "delivered", total: money(1), refunded: money(0) }] as const;
    expect(isReviewable(order(), "1")).toBe(false);
    expect(isReviewable(order({ parts }), "1")).toBe(true);
    expect(isReviewable(order({ parts, items: [line({ refunded: 2 })] }), "1")).toBe(false);
    expect(isReviewable(order({ parts }), "2")).toBe(false);
  });
});

describe("refusals", () => {
  const words = buyingTexts("en");
  const problem = (code: string, ...available: readonly number[]): ApiProblem =>
    new ApiProblem(409, code, { items: available.map((count) => ({ productId: "p1", code, available: count })) });

  it("say that nothing was bought, and what is left", () => {
    expect(refusalText(problem("sold-out", 0), words, en)).toBe(words.refusedSoldOut);
    expect(refusalText(problem("sold-out", 3, 5), words, en)).toBe(words.refusedFewer(3));
    expect(refusalText(problem("buyer-cap"), words, en)).toBe(words.refusedCap);
    expect(refusalText(problem("deal-closed"), words, en)).toBe(words.refusedDeal);
    expect(refusalText(problem("voucher-refused"), words, en)).toBe(en.problemVoucherRefused);
    expect(unitsLeft(problem("sold-out"))).toBe(0);
  });
});

describe("texts", () => {
  it.each([buyingTexts, orderTexts, groupTexts])("are there in both languages", (texts) => {
    const chinese = texts("zh");
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(texts("en")).sort());
    for (const [key, text] of Object.entries(chinese)) {
      const said = typeof text === "string" ? text : (text as (...values: unknown[]) => string)("7", "8");
      expect(said, key).not.toBe("");
      if (key !== "tracking") {
        expect(said, key).toMatch(/\p{Script=Han}|·/u);
      }
    }
  });
});
