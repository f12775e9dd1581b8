import { describe, expect, it } from "vitest";
import { RowHeights, RowLayout } from "./rowLayout";

const keys = (from: number, count: number): string[] => Array.from({ length: count }, (_, index) => `c${from + index}`);

function heightsOf(entries: Readonly<Record<string, number>>, guessPx = 10): RowHeights {
  const heights = new RowHeights(guessPx);
  for (const [key, height] of Object.entries(entries)) {
    heights.set(key, height);
  }
  return heights;
}

describe("RowHeights", () => {
  it("guesses what it has not seen by what it has", () => {
    const heights = new RowHeights(48);
    expect(heights.of("a")).toBe(48);
    heights.set("a", 20);
    heights.set("b", 40);
    expect(heights.of("c")).toBe(30);
    expect(heights.of("b")).toBe(40);
  });

  it("says whether a measurement moves anything", () => {
    const heights = new RowHeights(48);
    expect(heights.set("a", 20)).toBe(true);
    expect(heights.set("a", 20.2)).toBe(false);
    expect(heights.set("a", 40)).toBe(true);
    expect(heights.of("other")).toBe(40);
  });

  it("does not grow with the length of the show", () => {
    const heights = new RowHeights(48);
    for (let round = 0; round < 50; round++) {
      const shown = keys(round * 100, 200);
      for (const key of shown) {
        heights.set(key, 30);
      }
      heights.retain(shown);
    }
    expect(heights["measured"].size).toBeLessThanOrEqual(600);
    expect(heights.of("never")).toBeCloseTo(30);
  });
});

describe("RowLayout", () => {
  it("draws what is in sight and a little more", () => {
    const layout = new RowLayout(keys(0, 100), new RowHeights(10));
    expect(layout.totalPx).toBe(1000);
    expect(layout.at(500, 100, 20)).toEqual({ start: 48, end: 63, beforePx: 480, afterPx: 370 });
    expect(layout.at(0, 100, 20)).toMatchObject({ start: 0, beforePx: 0 });
    expect(layout.at(5000, 100, 20)).toMatchObject({ end: 100, afterPx: 0 });
  });

  it("covers the whole viewport at every offset, whatever the heights", () => {
    const all = keys(0, 60);
    const heights = heightsOf(Object.fromEntries(all.map((key, index) => [key, 5 + ((index * 37) % 90)])));
    const layout = new RowLayout(all, heights);
    for (let offset = 0; offset <= layout.totalPx - 200; offset += 7) {
      const { beforePx, afterPx } = layout.at(offset, 200, 0);
      expect(beforePx).toBeLessThanOrEqual(offset);
      expect(layout.totalPx - afterPx).toBeGreaterThanOrEqual(offset + 200);
    }
  });

  it("draws the end of the list when it follows", () => {
    const layout = new RowLayout(keys(0, 100), new RowHeights(10));
    expect(layout.atEnd(100, 30)).toEqual({ start: 87, end: 100, beforePx: 870, afterPx: 0 });
    expect(new RowLayout(keys(0, 3), new RowHeights(10)).atEnd(100, 30)).toMatchObject({ start: 0, end: 3 });
    expect(new RowLayout([], new RowHeights(10)).atEnd(100, 30)).toEqual({ start: 0, end: 0, beforePx: 0, afterPx: 0 });
  });

  it("keeps what is read where it is when the oldest go", () => {
    const heights = heightsOf({ c0: 30, c1: 50 });
    const before = new RowLayout(keys(0, 20), heights);
    const after = new RowLayout(keys(2, 22), heights);
    expect(after.shiftSince(before, 200)).toBe(-80);
  });

  it("moves nothing when the oldest go and leave their space", () => {
    const heights = heightsOf({ c0: 30, c1: 50 });
    const before = new RowLayout(keys(0, 20), heights);
    const after = before.next(keys(2, 22), heights);
    expect(after.originPx).toBe(80);
    expect(after.shiftSince(before, 200)).toBe(0);
    expect(after.at(0, 50, 0)).toMatchObject({ start: 0, beforePx: 80 });
    expect(after.next(keys(100, 5), heights).originPx).toBe(0);
    expect(new RowLayout(after.keys, heights).shiftSince(after, 300)).toBe(-80);
  });

  it("makes room at the top when older ones come, as far as there is any", () => {
    const heights = new RowHeights(10);
    const trimmed = new RowLayout(keys(0, 20), heights).next(keys(5, 20), heights);
    expect(trimmed.originPx).toBe(50);
    expect(trimmed.next(keys(3, 20), heights).originPx).toBe(30);
    expect(trimmed.next(["older", ...keys(0, 20)], heights).originPx).toBe(0);
  });

  it("keeps what is read where it is when a row above turns out to be higher", () => {
    const heights = heightsOf({ c9: 10 });
    const before = new RowLayout(keys(0, 20), heights);
    heights.set("c3", 25);
    heights.set("c9", 10);
    const after = new RowLayout(keys(0, 20), heightsOf({ c3: 25, c9: 10 }, 10));
    expect(before.totalPx).toBe(200);
    expect(after.shiftSince(before, 0)).toBe(0);
    expect(Math.abs(after.shiftSince(before, 150))).toBeGreaterThan(0);
  });

  it("goes by the next row when the one that was read is removed", () => {
    const heights = new RowHeights(10);
    const before = new RowLayout(keys(0, 20), heights);
    const after = new RowLayout(
      keys(0, 20).filter((key) => key !== "c5" && key !== "c1"),
      heights,
    );
    expect(after.shiftSince(before, 55)).toBe(-20);
    expect(new RowLayout([], heights).shiftSince(before, 55)).toBe(0);
  });

  it("counts what is new at the end", () => {
    const heights = new RowHeights(10);
    const before = new RowLayout(keys(0, 20), heights);
    expect(new RowLayout(keys(5, 20), heights).newSince(before)).toBe(5);
    expect(before.newSince(before)).toBe(0);
    expect(new RowLayout(keys(100, 20), heights).newSince(before)).toBe(20);
  });
});
