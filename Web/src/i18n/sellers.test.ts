import { describe, expect, it } from "vitest";
import { hostTexts } from "./host";
import { merchantTexts } from "./merchant";
import { sellerTexts } from "./sellers";

/** Names that are the same in every language. */
const kept = ["webhooks"];

function texts(dictionary: object, path = ""): (readonly [string, string])[] {
  return Object.entries(dictionary).flatMap(([key, text]: [string, unknown]) => {
    if (typeof text === "object" && text !== null) {
      return texts(text, `${path}${key}.`);
    }
    const said = typeof text === "string" ? text : (text as (...values: unknown[]) => string)("7", "7", "7", "7");
    return [[`${path}${key}`, said] as const];
  });
}

describe("texts for hosts and merchants", () => {
  it.each([
    ["host", hostTexts],
    ["merchant", merchantTexts],
    ["seller", sellerTexts],
  ] as const)("of the %s are in Chinese, every one", (_, of) => {
    for (const [key, said] of texts(of("zh"))) {
      if (!kept.includes(key)) {
        expect(said, key).toMatch(/\p{Script=Han}/u);
      }
    }
    expect(texts(of("zh")).map(([key]) => key)).toEqual(texts(of("en")).map(([key]) => key));
  });
});
