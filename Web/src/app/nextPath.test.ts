import { describe, expect, it } from "vitest";
import { nextPath } from "./nextPath";

const origin = "https://shop.example";

describe("nextPath", () => {
  it.each(["/", "/cart", "/products/p%2F1?a=b#reviews", "/checkout?currency=CNY", "/?category=%E8%8C%B6", "/nowhere"])(
    "goes on to %s",
    (path) => {
      expect(nextPath(path, origin)).toBe(path);
    },
  );

  it.each([
    null,
    "",
    "cart",
    "https://evil.example/",
    "https://shop.example/cart",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "/.//evil.example",
    "/..//evil.example/x",
    "//evil.example:80:80",
    "javascript:alert(1)",
    "/sign-in",
    "/sign-in?next=/cart",
  ])("does not follow %j", (next) => {
    expect(nextPath(next, origin)).toBeNull();
  });
});
