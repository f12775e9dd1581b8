import type { Axis, Options } from "uplot";
import type { ChartColours } from "./colours.svelte";
import { formatMs, formatRate } from "./units";

export interface ChartNames {
  readonly time: string;
  readonly calls: string;
  readonly p50: string;
  readonly p99: string;
  readonly tag: string;
}

/** Calls a second on the left, durations on the right by their logarithm: half a millisecond and half a second both show. */
export function chartOptions(width: number, height: number, names: ChartNames, colours: ChartColours): Options {
  const axis: Axis = {
    stroke: colours.soft,
    grid: { stroke: colours.line, width: 1 },
    ticks: { stroke: colours.line, width: 1 },
    font: "12px system-ui",
  };
  const clock = new Intl.DateTimeFormat(names.tag, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return {
    width,
    height,
    cursor: { y: false },
    scales: { calls: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] }, ms: { distr: 3 } },
    axes: [
      { ...axis, space: 90, values: (_, splits) => splits.map((split) => clock.format(split * 1_000)) },
      { ...axis, scale: "calls", size: 58, values: (_, splits) => splits.map((split) => formatRate(split, names.tag)) },
      {
        ...axis,
        scale: "ms",
        side: 1,
        size: 62,
        grid: { show: false },
        values: (_, splits) => splits.map((split) => (isPowerOfTen(split) ? formatMs(split, names.tag) : "")),
      },
    ],
    series: [
      { label: names.time, value: (_, time: number | null) => (time === null ? "–" : clock.format(time * 1_000)) },
      {
        label: names.calls,
        scale: "calls",
        stroke: colours.accent,
        fill: `${colours.accent}22`,
        width: 2,
        value: (_, rate: number | null) => formatRate(rate, names.tag),
      },
      duration(names.p50, colours.jade, names.tag),
      duration(names.p99, colours.gold, names.tag),
    ],
  };
}

function duration(label: string, stroke: string, tag: string): Options["series"][number] {
  return { label, scale: "ms", stroke, width: 1.5, value: (_, ms: number | null) => formatMs(ms, tag) };
}

function isPowerOfTen(value: number): boolean {
  const power = Math.log10(value);
  return Math.abs(power - Math.round(power)) < 1e-6;
}
