import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SearchItem } from "../api/search";
import { InstantSearch, noResults, type InstantResults } from "./instantSearch";

const person = (name: string): SearchItem => ({ kind: "user", user: { userId: name, displayName: name } });

describe("InstantSearch", () => {
  let shown: InstantResults = noResults;
  let asked: { query: string; signal: AbortSignal; answer: (items: readonly SearchItem[]) => void; fail: () => void }[];
  let search: InstantSearch;

  beforeEach(() => {
    vi.useFakeTimers();
    shown = noResults;
    asked = [];
    search = new InstantSearch({
      find: (query, signal) =>
        new Promise((answer, reject) => asked.push({ query, signal, answer, fail: () => reject(new Error("out")) })),
      show: (results) => (shown = results),
      delayMs: 100,
    });
  });

  afterEach(() => vi.useRealTimers());

  it("asks once the typing pauses", async () => {
    search.type("t");
    await vi.advanceTimersByTimeAsync(60);
    search.type("te");
    await vi.advanceTimersByTimeAsync(99);
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.map((one) => one.query)).toEqual(["te"]);
  });

  it("never shows what was found for something typed over", async () => {
    search.type("tea");
    await vi.advanceTimersByTimeAsync(100);
    search.type("teapot");
    await vi.advanceTimersByTimeAsync(100);
    asked[1]!.answer([person("pot")]);
    await vi.advanceTimersByTimeAsync(0);
    asked[0]!.answer([person("tea")]);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked[0]!.signal.aborted).toBe(true);
    expect(shown).toEqual({ query: "teapot", items: [person("pot")], isWaiting: false, problem: null });
  });

  it("keeps what was found until something else is, and says that it waits", async () => {
    search.type("tea");
    await vi.advanceTimersByTimeAsync(100);
    asked[0]!.answer([person("tea")]);
    await vi.advanceTimersByTimeAsync(0);
    search.type("teap");
    expect(shown).toMatchObject({ query: "tea", items: [person("tea")], isWaiting: true });
  });

  it("tells of a problem, and not of one that nobody waits for", async () => {
    search.type("tea");
    await vi.advanceTimersByTimeAsync(100);
    asked[0]!.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.problem).toBeInstanceOf(Error);
    search.type("pot");
    await vi.advanceTimersByTimeAsync(100);
    search.cancel();
    asked[1]!.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual(noResults);
  });

  it("does not ask for blanks", async () => {
    search.type("  ");
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toHaveLength(0);
  });
});
