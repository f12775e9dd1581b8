import type { ReportPoint } from "../api/contract";

export interface Band {
  /** The difference over time, an SVG path. */
  readonly line: string;
  /** The interval around it, an SVG path. */
  readonly area: string;
}

export interface Chart {
  /** One per variant but the control, in their order. */
  readonly bands: readonly Band[];
  /** Where no difference is. */
  readonly zero: number;
  readonly low: number;
  readonly high: number;
}

interface Place {
  readonly x: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** Lays the looks of the past out on a plane of this size; null while there are not two that say something. */
export function layOut(history: readonly ReportPoint[], width: number, height: number): Chart | null {
  const known = history.filter((point) => point.differences.every((each) => each.low !== null && each.high !== null));
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined || known.length < 2) {
    return null;
  }
  const start = Date.parse(first.at);
  const span = Math.max(1, Date.parse(last.at) - start);
  const series = first.differences.map((_, variant) =>
    known.map((point) => place(point, variant, ((Date.parse(point.at) - start) / span) * width)),
  );
  const low = Math.min(0, ...series.flat().map((each) => each.low));
  const high = Math.max(0, ...series.flat().map((each) => each.high));
  const y = (value: number): number =>
    round(height - ((value - low) / Math.max(high - low, Number.MIN_VALUE)) * height);
  return { bands: series.map((places) => draw(places, y)), zero: y(0), low, high };
}

function place(point: ReportPoint, variant: number, x: number): Place {
  const estimate = point.differences[variant];
  return {
    x: round(x),
    difference: estimate?.difference ?? 0,
    low: estimate?.low ?? 0,
    high: estimate?.high ?? 0,
  };
}

function draw(places: readonly Place[], y: (value: number) => number): Band {
  const path = (points: readonly string[]): string => `M${points.join("L")}`;
  const upper = places.map((each) => `${each.x},${y(each.high)}`);
  const lower = places.map((each) => `${each.x},${y(each.low)}`).reverse();
  return {
    line: path(places.map((each) => `${each.x},${y(each.difference)}`)),
    area: `${path([...upper, ...lower])}Z`,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
