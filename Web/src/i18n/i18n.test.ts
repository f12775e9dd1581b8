import { describe, expect, it } from "vitest";
import { ApiProblem } from "../api/problem";
import { categoryName } from "./categories";
import { en } from "./en";
import { formatCount, formatMoney } from "./formats";
import { chooseLanguage } from "./language.svelte";
import { describeCode, describeProblem } from "./problems";
import { zh } from "./zh";

describe("dictionaries", () => {
  it("have a Chinese text for every key, and none left in English", () => {
    for (const [key, text] of Object.entries(zh)) {
      const said = typeof text === "string" ? text : (text as (value: unknown) => string)("7");
      expect(said, key).not.toBe("");
      if (key !== "otherLanguage") {
        expect(said, key).toMatch(/\p{Script=Han}/u);
      }
    }
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });
});

describe("chooseLanguage", () => {
  it.each([
    ["zh", ["en-US"], "zh"],
    ["en", ["zh-CN"], "en"],
    [null, ["zh-TW", "en"], "zh"],
    [null, ["fr-FR", "zh-CN"], "zh"],
    [null, ["en-GB", "zh-CN"], "en"],
    [null, ["fr-FR"], "en"],
    ["klingon", [], "en"],
  ] as const)("stored %s, preferred %j → %s", (stored, preferred, chosen) => {
    expect(chooseLanguage(stored, preferred)).toBe(chosen);
  });
});

describe("describeProblem", () => {
  const problem = (status: number, code: string, retryAfterMs?: number): ApiProblem =>
    new ApiProblem(status, code, retryAfterMs === undefined ? {} : { retryAfterMs });

  it("speaks by code, in both languages", () => {
    expect(describeProblem(problem(401, "invalid-credentials"), en)).toBe(en.problemCredentials);
    expect(describeProblem(problem(409, "name-taken"), zh)).toBe(zh.problemTaken);
  });

  it("falls back to what the status says", () => {
    expect(describeProblem(problem(404, "something_new"), en)).toBe(en.problemNotFound);
    expect(describeProblem(problem(500, "something_new"), en)).toBe(en.problemServer);
    expect(describeProblem(problem(418, "teapot"), en)).toBe(en.problemRefused);
  });

  it("says how long to wait", () => {
    expect(describeProblem(problem(429, "rate-limited", 3_200), en)).toBe(en.problemRateWait(4));
    expect(describeCode("rate-limited", 100, zh)).toBe(zh.problemRateWait(1));
    expect(describeCode("rate-limited", null, zh)).toBe(zh.problemRate);
  });

  it("does not show the text of a defect", () => {
    expect(describeProblem(new TypeError("x is undefined"), en)).toBe(en.problemServer);
  });
});

describe("formats", () => {
  it("knows the minor unit of each currency", () => {
    expect(formatMoney({ amountMinor: 199_900, currency: "CNY" }, "zh-CN")).toBe("¥1,999.00");
    expect(formatMoney({ amountMinor: 1999, currency: "USD" }, "en")).toBe("$19.99");
    expect(formatMoney({ amountMinor: 1999, currency: "JPY" }, "en")).toBe("¥1,999");
  });

  it("shortens large counts", () => {
    expect(formatCount(12_345, "en")).toBe("12.3K");
    expect(formatCount(12_345, "zh-CN")).toBe("1.2万");
  });

  it("names categories in both languages and keeps unknown ones", () => {
    expect(categoryName("tea", "en")).toBe("Tea");
    expect(categoryName("Tea", "zh")).toBe("茶饮");
    expect(categoryName("lanterns", "zh")).toBe("lanterns");
  });
});
