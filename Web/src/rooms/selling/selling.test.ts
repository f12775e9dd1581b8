import { describe, expect, it } from "vitest";
import type { Deal, Voucher } from "../../api/contract";
import { applyDeal, applyVoucher } from "./board";
import { ClaimMemory } from "./claimMemory";
import { discountOf, formatCountdown, phaseOf } from "./dealPhase";
import { minorUnits, offerOf } from "./voucherText";

const opensAt = Date.parse("2026-01-01T12:01:00Z");
const closesAt = Date.parse("2026-01-01T12:06:00Z");

function deal(changes: Partial<Deal> = {}): Deal {
  return {
    dealId: "d1",
    productId: "p1",
    title: "Bowl",
    imageUrl: null,
    price: { amountMinor: 750, currency: "CNY" },
    listPrice: { amountMinor: 1000, currency: "CNY" },
    status: "announced",
    opensAt: "2026-01-01T12:01:00Z",
    closesAt: "2026-01-01T12:06:00Z",
    serverTime: "2026-01-01T12:00:00Z",
    quantity: 10,
    perBuyer: 1,
    remaining: 10,
    ...changes,
  };
}

const voucher: Voucher = {
  voucherId: "v1",
  kind: "percent",
  value: 10,
  currency: "CNY",
  minimumSpend: 0,
  quantity: 5,
  validUntil: "2026-01-02T00:00:00Z",
};

const at = "2026-01-01T12:00:00Z";

describe("ClaimMemory", () => {
  it("finds the claim of a deal until it is forgotten", () => {
    const kept = new Map<string, string>();
    const memory = new ClaimMemory({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    });
    memory.keep("d1", "c1");
    expect([memory.find("d1"), memory.find("d2")]).toEqual(["c1", null]);
    memory.forget("d1");
    expect(memory.find("d1")).toBeNull();

    const key = memory.keyFor("d1", () => "k1");
    expect([key, memory.keyFor("d1", () => "k2")]).toEqual(["k1", "k1"]);
    memory.settle("d1");
    expect(memory.keyFor("d1", () => "k3")).toBe("k3");
  });
});

describe("phaseOf", () => {
  it("counts down, opens and ends by the server's clock alone", () => {
    expect(phaseOf(deal(), opensAt - 1)).toEqual({ kind: "countdown", seconds: 1 });
    expect(phaseOf(deal(), opensAt)).toEqual({ kind: "open", seconds: 300 });
    expect(phaseOf(deal(), closesAt - 1)).toEqual({ kind: "open", seconds: 1 });
    expect(phaseOf(deal(), closesAt)).toEqual({ kind: "over" });
  });

  it("says sold out when nothing remains, and for good when it is closed so", () => {
    expect(phaseOf(deal({ remaining: 0 }), opensAt)).toEqual({ kind: "soldOut" });
    expect(phaseOf(deal({ status: "closed", reason: "sold-out" }), opensAt)).toEqual({ kind: "soldOut" });
    expect(phaseOf(deal({ status: "closed", reason: "cancelled" }), opensAt)).toEqual({ kind: "over" });
  });
});

describe("formatCountdown", () => {
  it("shows minutes and two digits of seconds", () => {
    expect([5, 65, 600].map(formatCountdown)).toEqual(["0:05", "1:05", "10:00"]);
  });
});

describe("discountOf", () => {
  it("is a whole percentage", () => expect(discountOf(deal())).toBe(25));
});

describe("applyDeal", () => {
  it("takes each deal once and follows it", () => {
    const opened = deal({ status: "open" });
    let deals = applyDeal([], { seq: 1, type: "deal.announced", at, data: deal() });
    deals = applyDeal(deals, { seq: 2, type: "deal.opened", at, data: opened });
    deals = applyDeal(deals, { seq: 3, type: "deal.claimed", at, data: { ...opened, remaining: 4 } });
    expect(deals).toEqual([{ ...opened, remaining: 4 }]);
  });

  it("does not bring back a deal that it does not know", () => {
    expect(applyDeal([], { seq: 1, type: "deal.claimed", at, data: deal() })).toEqual([]);
  });

  it("keeps the last deal that is over in sight", () => {
    let deals = applyDeal([], { seq: 1, type: "deal.closed", at, data: deal({ status: "closed" }) });
    deals = applyDeal(deals, { seq: 2, type: "deal.closed", at, data: deal({ dealId: "d2", status: "closed" }) });
    expect(deals.map((known) => known.dealId)).toEqual(["d2"]);
  });
});

describe("applyVoucher", () => {
  it("offers once and withdraws", () => {
    const offered = applyVoucher([voucher], { seq: 1, type: "voucher.offered", at, data: voucher });
    expect(offered).toEqual([voucher]);
    expect(applyVoucher(offered, { seq: 2, type: "voucher.withdrawn", at, data: voucher })).toEqual([]);
  });
});

describe("offerOf", () => {
  it("is a percentage or an amount of money", () => {
    expect(offerOf(voucher, "en")).toBe("10%");
    expect(offerOf({ ...voucher, kind: "amount", value: 500 }, "en")).toBe("¥5.00");
  });
});

describe("minorUnits", () => {
  it("follows the currency's number of digits", () => {
    expect(minorUnits(9.9, "CNY")).toBe(990);
    expect(minorUnits(980, "JPY")).toBe(980);
  });
});
