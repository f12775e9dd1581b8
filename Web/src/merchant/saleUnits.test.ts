import { describe, expect, it } from "vitest";
import type { Sale, SaleLine, SaleStatus } from "../api/shop";
import { chosenLines, everything, stepsOf, unitsLeft } from "./saleUnits";

const price = { amountMinor: 100, currency: "CNY" };

function line(quantity: number, shipped: number, refunded: number): SaleLine {
  return { lineId: "1", productId: "p-1", title: "Pot", imageUrl: null, quantity, total: price, shipped, refunded };
}

function sale(status: SaleStatus, ...items: readonly SaleLine[]): Sale {
  const at = "2026-01-01T12:00:00Z";
  return { orderId: "o-1", status, items, total: price, refunded: price, roomId: null, createdAt: at, timeline: [] };
}

describe("sale units", () => {
  it("knows what is left to send and to refund", () => {
    expect([unitsLeft(line(5, 2, 1), "ship"), unitsLeft(line(5, 2, 1), "refund")]).toEqual([2, 4]);
    expect(unitsLeft(line(2, 2, 1), "ship")).toBe(0);
    expect(everything(sale("paid", line(3, 1, 0)), "ship")).toEqual({ "1": 2 });
  });

  it("leaves out lines of which nothing was chosen", () => {
    expect(chosenLines({ "1": 2, "2": 0, "3": null })).toEqual([{ lineId: "1", quantity: 2 }]);
  });

  it("offers the steps that are possible", () => {
    expect(stepsOf(sale("paid", line(1, 0, 0)))).toEqual({ canShip: true, canDeliver: false, canRefund: true });
    expect(stepsOf(sale("shipped", line(1, 1, 0)))).toEqual({ canShip: false, canDeliver: true, canRefund: true });
    expect(stepsOf(sale("reserved", line(1, 0, 0)))).toEqual({ canShip: false, canDeliver: false, canRefund: false });
    expect(stepsOf(sale("refunded", line(1, 0, 1)))).toEqual({ canShip: false, canDeliver: false, canRefund: false });
  });
});
