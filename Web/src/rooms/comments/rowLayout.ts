/** Heights of rows as they were measured; of a row nobody has seen yet, the average of the others. */
export class RowHeights {
  private readonly measured = new Map<string, number>();
  private sum = 0;

  constructor(private readonly guessPx: number) {}

  /** Returns whether anything moves because of it. */
  set(key: string, heightPx: number): boolean {
    const before = this.measured.get(key);
    if (before !== undefined && Math.abs(before - heightPx) < 0.5) {
      return false;
    }
    this.sum += heightPx - (before ?? 0);
    this.measured.set(key, heightPx);
    return true;
  }

  of(key: string): number {
    return this.measured.get(key) ?? this.average();
  }

  /** Forgets the rows that are gone, once there are clearly more of them than of those that are left. */
  retain(keys: readonly string[]): void {
    if (this.measured.size <= keys.length * 2 + 100) {
      return;
    }
    const kept = new Set(keys);
    for (const [key, height] of this.measured) {
      if (!kept.has(key)) {
        this.measured.delete(key);
        this.sum -= height;
      }
    }
  }

  private average(): number {
    return this.measured.size === 0 ? this.guessPx : this.sum / this.measured.size;
  }
}

/** The rows that are drawn, and the empty space that stands for the others. */
export interface RowWindow {
  /** Index of the first row drawn, and of the first one after the last. */
  readonly start: number;
  readonly end: number;
  readonly beforePx: number;
  readonly afterPx: number;
}

/** Where each row of a list stands, for one list and one set of heights. */
export class RowLayout {
  private readonly indexOf: ReadonlyMap<string, number>;
  /** The upper edge of each row, and the lower edge of the last. */
  private readonly tops: Float64Array;

  /** @param originPx Where the first row stands: as far down as the rows reached that have gone from the top. */
  constructor(
    readonly keys: readonly string[],
    heights: RowHeights,
    readonly originPx = 0,
  ) {
    this.indexOf = new Map(keys.map((key, index) => [key, index]));
    this.tops = new Float64Array(keys.length + 1);
    this.tops[0] = originPx;
    for (const [index, key] of keys.entries()) {
      this.tops[index + 1] = this.top(index) + heights.of(key);
    }
  }

  /** The layout after this one: rows that go from the top leave their space, so that none of the others moves. */
  next(keys: readonly string[], heights: RowHeights): RowLayout {
    const first = keys.findIndex((key) => this.has(key));
    if (first === -1) {
      return new RowLayout(keys, heights);
    }
    const above = keys.slice(0, first).reduce((sum, key) => sum + heights.of(key), 0);
    return new RowLayout(keys, heights, Math.max(0, (this.topOf(keys[first] ?? "") ?? 0) - above));
  }

  /** The height of everything, the space of what has gone included. */
  get totalPx(): number {
    return this.top(this.keys.length);
  }

  has(key: string): boolean {
    return this.indexOf.has(key);
  }

  topOf(key: string): number | null {
    const index = this.indexOf.get(key);
    return index === undefined ? null : this.top(index);
  }

  /** What is drawn when the list stands at an offset. */
  at(scrollPx: number, viewportPx: number, overscanPx: number): RowWindow {
    const start = this.rowAt(scrollPx - overscanPx);
    const end = Math.min(this.keys.length, this.rowAt(scrollPx + viewportPx + overscanPx) + 1);
    return this.windowOf(start, end);
  }

  /** What is drawn when the list stands at its end. */
  atEnd(viewportPx: number, overscanPx: number): RowWindow {
    return this.windowOf(this.rowAt(this.totalPx - viewportPx - overscanPx), this.keys.length);
  }

  /** How many rows at the end another layout did not have. */
  newSince(before: RowLayout): number {
    let index = this.keys.length;
    while (index > 0 && !before.has(this.keys[index - 1] ?? "")) {
      index--;
    }
    return this.keys.length - index;
  }

  /** How far the row at an offset of another layout has moved: scrolling by as much leaves it where the reader reads it. */
  shiftSince(before: RowLayout, scrollPx: number): number {
    for (let index = before.rowAt(scrollPx); index < before.keys.length; index++) {
      const now = this.topOf(before.keys[index] ?? "");
      if (now !== null) {
        return now - before.top(index);
      }
    }
    return 0;
  }

  /** The row that covers an offset; the first or last one outside of the list. */
  private rowAt(offsetPx: number): number {
    let low = 0;
    let high = Math.max(0, this.keys.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.top(middle) <= offsetPx) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private windowOf(start: number, end: number): RowWindow {
    return { start, end, beforePx: this.top(start), afterPx: this.totalPx - this.top(end) };
  }

  private top(index: number): number {
    return this.tops[index] ?? 0;
  }
}
