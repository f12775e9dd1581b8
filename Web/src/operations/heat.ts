/** What part of the rows is shown: those between the first and the last in which anything was counted, and a little around. */
export interface HeatRange {
  readonly first: number;
  readonly last: number;
}

const rowsMin = 12;

export function heatRange(columns: readonly (readonly number[])[], rows: number): HeatRange {
  let first = rows;
  let last = -1;
  for (const column of columns) {
    for (const [row, count] of column.entries()) {
      if (count > 0) {
        first = Math.min(first, row);
        last = Math.max(last, row);
      }
    }
  }
  if (last < 0) {
    return { first: 0, last: Math.max(0, Math.min(rows, rowsMin) - 1) };
  }
  while (last - first + 1 < Math.min(rows, rowsMin)) {
    if (last < rows - 1) {
      last++;
    }
    if (first > 0 && last - first + 1 < Math.min(rows, rowsMin)) {
      first--;
    }
  }
  return { first, last };
}

/** How strongly a cell is coloured, 0 to 1: by the logarithm, so that a few slow calls show beside thousands of quick ones. */
export function heatOf(count: number, most: number): number {
  return count <= 0 || most <= 0 ? 0 : 0.18 + (0.82 * Math.log1p(count)) / Math.log1p(most);
}

export function heatMost(columns: readonly (readonly number[])[]): number {
  return columns.reduce((most, column) => Math.max(most, ...column), 0);
}

/** Rows that begin at a power of ten, as lines of the axis. */
export function heatTicks(boundsMs: readonly number[], range: HeatRange): readonly { row: number; ms: number }[] {
  const ticks: { row: number; ms: number }[] = [];
  for (let power = -3; power <= 5; power++) {
    const ms = 10 ** power;
    const row = rowOf(ms, boundsMs);
    if (row !== null && row >= range.first && row <= range.last + 1) {
      ticks.push({ row, ms });
    }
  }
  return ticks;
}

/** Where a duration lies among the rows, with a fraction; null when it is outside of the bounds. */
export function rowOf(ms: number, boundsMs: readonly number[]): number | null {
  const last = boundsMs.length - 1;
  if (last < 1 || ms < 0 || ms > (boundsMs[last] ?? 0)) {
    return null;
  }
  const above = boundsMs.findIndex((bound) => bound > ms);
  if (above <= 0) {
    return last;
  }
  const low = boundsMs[above - 1] ?? 0;
  const high = boundsMs[above] ?? low;
  return low === 0 ? above - 1 + ms / high : above - 1 + Math.log(ms / low) / Math.log(high / low);
}
