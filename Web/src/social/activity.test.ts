import { describe, expect, it } from "vitest";
import type { Activity } from "../api/activity";
import { activityTexts } from "../i18n/activity";
import { activityKey, activityPath, gathered, whoHasIt } from "./activityText";

const bought = (name: string): Activity => ({
  kind: "bought",
  user: { userId: `u-${name}`, displayName: name },
  at: "2026-01-01T00:00:00Z",
  product: { productId: "p-1", title: "Teapot", price: { amountMinor: 1, currency: "CNY" }, imageUrl: null },
});

describe("activity", () => {
  it("names those who have a product, in both languages", () => {
    const en = activityTexts("en");
    expect(whoHasIt([], en)).toBeNull();
    expect(whoHasIt([bought("Lin")], en)).toBe("Lin has it");
    expect(whoHasIt([bought("Lin"), bought("Mei")], en)).toBe("Lin and Mei have it");
    expect(whoHasIt([bought("Lin"), bought("Mei"), bought("Bo")], en)).toBe("Lin and 2 others have it");
    expect(whoHasIt([bought("林"), bought("梅")], activityTexts("zh"))).toBe("林 和 梅 已拥有");
  });

  it("gathers those who watch the same room, and nobody else", () => {
    const watching = (name: string, roomId: string): Activity => ({
      kind: "watching",
      user: { userId: name, displayName: name },
      at: "2026-01-01T00:00:00Z",
      room: { roomId } as NonNullable<Activity["room"]>,
    });
    const lines = gathered([
      watching("Lin", "r-1"),
      watching("Mei", "r-2"),
      watching("Bo", "r-1"),
      bought("Lin"),
      bought("Bo"),
    ]);
    expect(lines.map((line) => [line.kind, line.user.displayName, line.others])).toEqual([
      ["watching", "Lin", 1],
      ["watching", "Mei", 0],
      ["bought", "Lin", 0],
      ["bought", "Bo", 0],
    ]);
  });

  it("leads to the product, and tells two people with it apart", () => {
    expect(activityPath(bought("Lin"))).toBe("/products/p-1");
    expect(activityKey(bought("Lin"))).not.toBe(activityKey(bought("Mei")));
  });
});
