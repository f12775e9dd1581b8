import { describe, expect, it } from "vitest";
import { strategyFor, type Strategy } from "./strategy";

const origin = "https://shop.example";

function ask(path: string, isNavigation = false, method = "GET"): Strategy {
  return strategyFor({ method, url: new URL(path, origin), isNavigation }, origin);
}

describe("strategyFor", () => {
  it.each<[string, boolean, Strategy]>([
    ["/", true, "page"],
    ["/rooms/r_1?from=home", true, "page"],
    ["/docs", true, "page"],
    ["/assets/index-a1b2.js", false, "hashed"],
    ["/favicon.svg", false, "named"],
    ["/icons/icon-192.png", false, "named"],
    ["/manifest.webmanifest", false, "named"],
    ["/sw.js", false, "network"],
    ["/demo/stall.m3u8", false, "network"],
    ["/images/p_1.svg", false, "network"],
  ])("%s (navigation: %s) is %s", (path, isNavigation, strategy) => {
    expect(ask(path, isNavigation)).toBe(strategy);
  });

  it.each([
    "/api/v1/products",
    "/api/v1/users/me",
    "/hubs/live",
    "/hubs/operations",
    "/openapi/v1.json",
    "/health/ready",
  ])("never keeps what the server says at %s", (path) => {
    expect(ask(path)).toBe("network");
    expect(ask(path, true)).toBe("network");
  });

  it("leaves alone what changes something and what is somebody else's", () => {
    expect(ask("/", true, "POST")).toBe("network");
    expect(ask("https://video.example/assets/a.js")).toBe("network");
  });
});
