import { describe, expect, it } from "vitest";
import type { SoldGroup } from "../api/shop";
import { sectionOf } from "./sections";
import { beginOf, currencyOf, daysOf } from "./soldDays";

const now = Date.parse("2026-03-02T10:00:00Z");

function group(key: string, amountMinor: number, currency = "CNY"): SoldGroup {
  return {
    key,
    title: null,
    orders: 2,
    units: 3,
    revenue: { amountMinor, currency },
    refundedUnits: 0,
    refunded: { amountMinor: 0, currency },
  };
}

describe("sold days", () => {
  it("has every day of the period, oldest first", () => {
    const days = daysOf(
      [group("2026-03-02", 50), group("2026-02-28", 7), group("2026-03-01", 9, "EUR")],
      "CNY",
      3,
      now,
    );

    expect(days).toEqual([
      { day: "2026-02-28", orders: 2, amountMinor: 7 },
      { day: "2026-03-01", orders: 0, amountMinor: 0 },
      { day: "2026-03-02", orders: 2, amountMinor: 50 },
    ]);
    expect(beginOf(3, now)).toBe("2026-02-28T00:00:00.000Z");
  });

  it("speaks in the currency that most was sold in", () => {
    expect(currencyOf([group("a", 5), group("b", 9, "EUR"), group("c", 5)])).toBe("CNY");
    expect(currencyOf([])).toBeNull();
  });
});

describe("sectionOf", () => {
  it("takes what it does not know for the overview", () => {
    expect([sectionOf("orders"), sectionOf("nothing"), sectionOf(undefined)]).toEqual([
      "orders",
      "overview",
      "overview",
    ]);
  });
});
