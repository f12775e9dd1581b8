import { describe, expect, it } from "vitest";
import type { Interest } from "../../api/taste";
import { activityTexts } from "../../i18n/activity";
import { searchTexts } from "../../i18n/search";
import { tasteTexts } from "../../i18n/taste";
import { becauseText, percentText } from "./interestText";

const interest = (products: readonly string[]): Interest => ({
  kind: "category",
  name: "tea",
  title: "tea",
  weight: 0.314,
  because: {
    act: "like",
    at: "2026-01-01T00:00:00Z",
    products: products.map((title) => ({ productId: title, title })),
  },
});

describe("becauseText", () => {
  it("names the products it comes from, in both languages", () => {
    expect(becauseText(interest(["Pot", "Cup"]), tasteTexts("en"), "en")).toBe("Because of Pot and Cup");
    expect(becauseText(interest(["壶", "杯"]), tasteTexts("zh"), "zh-CN")).toBe("因为您关注过 壶和杯");
  });

  it("says what was done with a product itself", () => {
    expect(becauseText(interest([]), tasteTexts("en"), "en")).toBe("You liked it");
  });

  it("rounds shares", () => {
    expect(percentText(0.314, "en")).toBe("31%");
  });
});

describe("texts of the shopper's pages", () => {
  it("are all there in Chinese", () => {
    const all = [searchTexts("zh"), activityTexts("zh"), tasteTexts("zh"), tasteTexts("zh").acts];
    for (const [key, text] of all.flatMap((texts) => Object.entries<unknown>(texts))) {
      if (key !== "acts") {
        const said =
          typeof text === "function" ? String((text as (...said: unknown[]) => unknown)("茶", 2)) : String(text);
        expect(said, key).toMatch(/\p{Script=Han}/u);
      }
    }
  });
});
