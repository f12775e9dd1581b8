import { describe, expect, it } from "vitest";
import { readChoice, resolveTheme } from "./theme.svelte";

describe("theme", () => {
  it("is the system's until something was chosen", () => {
    expect(readChoice(null)).toBe("system");
    expect(readChoice("sepia")).toBe("system");
    expect(resolveTheme("system", true)).toBe("dark");
    expect(resolveTheme("system", false)).toBe("light");
  });

  it("is what was chosen, whatever the system has", () => {
    expect(resolveTheme(readChoice("light"), true)).toBe("light");
    expect(resolveTheme(readChoice("dark"), false)).toBe("dark");
  });
});
