import { describe, expect, it } from "vitest";
import type { Reason } from "../api/contract";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { reasonText } from "./reasons";

const products = { find: (id: string | null | undefined) => (id === "bowl" ? "陶碗" : null) };
const users = { find: (id: string | null | undefined) => (id === "lin" ? "林梅" : null) };
const inChinese = (reason: Reason): string => reasonText(reason, "zh", zh, products, users);

describe("reasonText", () => {
  it("takes the server's words in English", () => {
    const reason: Reason = { kind: "similar", productId: "bowl", text: "Similar to Bowl" };
    expect(reasonText(reason, "en", en, products, users)).toBe("Similar to Bowl");
  });

  it("composes English when the server says nothing", () => {
    expect(reasonText({ kind: "trending", text: "" }, "en", en, products, users)).toBe(en.reasonTrending);
  });

  it("composes Chinese with the names it knows", () => {
    expect(inChinese({ kind: "similar", productId: "bowl", text: "x" })).toBe("与“陶碗”相似");
    expect(inChinese({ kind: "friend", userId: "lin", act: "liked", text: "x" })).toBe("林梅 喜欢它");
    expect(inChinese({ kind: "friend", userId: "lin", act: "bought", text: "x" })).toBe("林梅 买过它");
    expect(inChinese({ kind: "friend", userId: "lin", act: "reviewed", text: "x" })).toBe("林梅 评价过它");
  });

  it("does without names it does not know", () => {
    expect(inChinese({ kind: "similar", productId: "pot", text: "x" })).toBe(zh.reasonSimilar(null));
    expect(inChinese({ kind: "friend", userId: "who", act: "bought", text: "x" })).toBe("你关注的人 买过它");
  });

  it("names nobody where many stand behind it", () => {
    expect(inChinese({ kind: "friend", text: "x" })).toBe(zh.reasonFriends);
  });

  it("shows a kind from a newer server in the server's words", () => {
    expect(inChinese({ kind: "bundle" as Reason["kind"], text: "Goes well together" })).toBe("Goes well together");
  });
});
