import { describe, expect, it } from "vitest";
import { isPublic } from "./pages";
import { parseRoute, paths } from "./router";

const pageAt = (path: string): boolean => {
  const url = new URL(path, "http://shop");
  return isPublic(parseRoute(url.pathname, url.search).page);
};

describe("public pages", () => {
  it.each([
    paths.home(),
    paths.home("tea"),
    paths.signIn("/cart"),
    paths.search("tea"),
    paths.product("p-1"),
    paths.room("r-1"),
    paths.replay("r-1"),
    paths.user("u-1"),
    paths.cart(),
    paths.docs(),
  ])("are for everybody: %s", (path) => {
    expect(pageAt(path)).toBe(true);
  });

  it.each([
    paths.checkout("CNY"),
    paths.orders(),
    paths.order("o-1"),
    paths.me(),
    paths.group("g-1"),
    paths.host(),
    paths.console("r-1"),
    paths.merchant(),
    paths.merchant("stock"),
    paths.merchantStock("p-1"),
    paths.experiments(),
    paths.operations(),
    paths.grain("room", "r-1"),
  ])("are not: %s", (path) => {
    expect(pageAt(path)).toBe(false);
  });
});
