import { describe, expect, it } from "vitest";
import type { Voucher } from "../api/contract";
import type { NewOrder, OrderLine, OrderQuote } from "../api/orders";
import { ApiProblem } from "../api/problem";
import { bestFirst, Checkout } from "./checkout.svelte";

const now = Date.parse("2026-01-01T12:00:00Z");
const money = (amountMinor: number): { amountMinor: number; currency: string } => ({ amountMinor, currency: "CNY" });

function quote(total: number, priceVersion = 1): OrderQuote {
  const line: OrderLine = {
    lineId: "1",
    productId: "p1",
    sellerId: "s1",
    title: "Bowl",
    imageUrl: null,
    quantity: 1,
    unitPrice: money(total),
    priceVersion,
    listTotal: money(total),
    steps: [],
    total: money(total),
    dealId: null,
    shipped: 0,
    refunded: 0,
  };
  return { items: [line], listTotal: money(total), total: money(total) };
}

const voucher = (voucherId: string, changes: Partial<Voucher> = {}): Voucher => ({
  voucherId,
  kind: "percent",
  value: 10,
  currency: "CNY",
  minimumSpend: 0,
  quantity: 1,
  validUntil: "2026-01-02T00:00:00Z",
  status: "claimed",
  ...changes,
});

/** Answers what it is given, one after the other, and remembers what it was asked. */
function open(...answers: (OrderQuote | ApiProblem | Promise<OrderQuote>)[]): {
  checkout: Checkout;
  asked: NewOrder[];
} {
  const asked: NewOrder[] = [];
  const checkout = new Checkout({
    calls: {
      quote: (order) => {
        asked.push(order);
        const next = answers.shift();
        return next instanceof ApiProblem ? Promise.reject(next) : Promise.resolve(next ?? quote(0));
      },
    },
    vouchers: () =>
      Promise.resolve([
        voucher("v1"),
        voucher("used", { status: "redeemed" }),
        voucher("late", { validUntil: "2026-01-01T11:00:00Z" }),
      ]),
    now: () => now,
  });
  return { checkout, asked };
}

const goods: NewOrder = { items: [{ productId: "p1", quantity: 1 }], fromCart: true };

describe("Checkout", () => {
  it("orders what was shown, at the price that was shown", async () => {
    const { checkout } = open(quote(500, 3));
    await checkout.price(goods);
    expect(checkout.order()).toEqual({
      items: [{ productId: "p1", quantity: 1, priceVersion: 3 }],
      fromCart: true,
      expectedTotal: money(500),
    });
  });

  it("says both prices when it has another by now", async () => {
    const { checkout } = open(quote(500), quote(600, 2), quote(600, 2));
    await checkout.price(goods);
    await checkout.recount();
    expect(checkout.change).toEqual({ from: money(500), to: money(600) });
    await checkout.recount();
    expect(checkout.change).toBeNull();
  });

  it("offers vouchers that are there to be used, and takes the best by itself", async () => {
    const { checkout, asked } = open(quote(500), quote(450), quote(500));
    await checkout.open(goods);
    expect(checkout.vouchers.map(({ voucherId }) => voucherId)).toEqual(["v1"]);
    expect(asked[1]?.voucherIds).toEqual(["v1"]);
    expect([checkout.order()?.voucherIds, checkout.quote?.total]).toEqual([["v1"], money(450)]);
    await checkout.toggle("v1");
    expect([checkout.order()?.voucherIds, checkout.quote?.total]).toEqual([undefined, money(500)]);
  });

  it("passes over a voucher that the shop does not take by itself", async () => {
    const { checkout } = open(quote(500), new ApiProblem(422, "voucher-refused", {}));
    await checkout.open(goods);
    expect([checkout.chosen, checkout.problem, checkout.refusedVoucher, checkout.isCounting]).toEqual([
      [],
      null,
      null,
      false,
    ]);
  });

  it("tries first what takes most off", () => {
    const vouchers = [
      voucher("ten"),
      voucher("other", { currency: "USD", value: 90 }),
      voucher("amount", { kind: "amount", value: 80 }),
      voucher("much", { value: 50, minimumSpend: 501 }),
    ];
    expect(bestFirst(vouchers, money(500)).map(({ voucherId }) => voucherId)).toEqual(["amount", "ten"]);
  });

  it("takes a voucher back that the shop does not take", async () => {
    const { checkout } = open(quote(500), new ApiProblem(422, "voucher-refused", {}), quote(500));
    await checkout.price(goods);
    await checkout.toggle("v1");
    expect([checkout.chosen, checkout.refusedVoucher, checkout.problem]).toEqual([[], "v1", null]);
  });

  it("does not show the answer to an earlier question", async () => {
    let answer: (late: OrderQuote) => void = () => undefined;
    const { checkout } = open(new Promise((resolve) => (answer = resolve)), quote(700));
    const first = checkout.price(goods);
    await checkout.price({ items: [{ productId: "p1", quantity: 2 }] });
    answer(quote(1));
    await first;
    expect([checkout.quote?.total, checkout.isCounting]).toEqual([money(700), false]);
  });
});
