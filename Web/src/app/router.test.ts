import { describe, expect, it } from "vitest";
import { newId } from "./ids";
import { parseRoute, paths, type Route } from "./router";

const parse = (path: string): Route => {
  const url = new URL(path, "http://shop");
  return parseRoute(url.pathname, url.search);
};

describe("routes", () => {
  it.each<[string, Route]>([
    [paths.home(), { page: "home", category: null }],
    [paths.home("茶 & tea"), { page: "home", category: "茶 & tea" }],
    [paths.signIn(), { page: "signIn", next: null }],
    [paths.signIn("/products/a?b=c&d#e"), { page: "signIn", next: "/products/a?b=c&d#e" }],
    [paths.search("茶 & tea"), { page: "search", query: "茶 & tea", kind: null }],
    [paths.search("tea", "room"), { page: "search", query: "tea", kind: "room" }],
    ["/search?kind=shop", { page: "search", query: "", kind: null }],
    [paths.product("a/b?c"), { page: "product", productId: "a/b?c" }],
    [paths.room("室1"), { page: "room", roomId: "室1" }],
    [paths.user("u-1"), { page: "user", userId: "u-1" }],
    [paths.me(), { page: "me" }],
    [paths.cart(), { page: "cart" }],
    [paths.checkout("CNY"), { page: "checkout" }],
    [paths.orders(), { page: "orders" }],
    [paths.order("o-1"), { page: "order", orderId: "o-1" }],
    [paths.group("gb_1", "a b"), { page: "group", groupId: "gb_1" }],
    [paths.experiments(), { page: "experiments" }],
    [paths.experiment("x-1"), { page: "experiment", experimentId: "x-1" }],
    [paths.docs(), { page: "docs" }],
  ])("reads back %s", (path, route) => {
    expect(parse(path)).toEqual(route);
  });

  it.each(["/nothing", "/products", "/products/a/b", "/rooms/%E0%A4%A", "/me/x"])("knows no page at %s", (path) => {
    expect(parseRoute(path, "")).toEqual({ page: "unknown" });
  });
});

describe("newId", () => {
  it("is a version 4 UUID, another each time", () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });
});
