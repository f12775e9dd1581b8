import { describe, expect, it } from "vitest";
import type { ClusterFrame, MethodLoad, NeighbourhoodEdge, NeighbourhoodNode } from "../api/operations";
import { fold, framesKept, noHistory, type History } from "./frames";
import { begin, height, settle, step, width } from "./graph/layout";
import { heatMost, heatOf, heatRange, heatTicks, rowOf } from "./heat";
import { quantileMs } from "./histogram";
import { nextOrder, sortMethods } from "./sorting";
import { formatBytes, formatMs, formatRate } from "./units";

const bounds = [0, 1, 2, 4, 8, 16];

function method(grain: string, perSecond: number, p99Ms: number | null = 1): MethodLoad {
  return { grain, method: "Get", calls: 1, failures: 0, perSecond, failuresPerSecond: 0, p50Ms: p99Ms, p99Ms };
}

function frame(second: number, methods: readonly MethodLoad[] = []): ClusterFrame {
  return {
    at: new Date(second * 1_000).toISOString(),
    ageMs: 100,
    engine: "Local",
    processes: [],
    calls: { perSecond: second, failuresPerSecond: 0, p50Ms: null, p99Ms: 2, methods },
    latency: { boundsMs: bounds, counts: [0, second, 0, 0, 0, 0] },
    hottest: [],
    activations: null,
    mailboxes: null,
    slowCalls: [],
    failures: [],
    log: [
      { partition: 0, head: 7, applied: 5, checkpoint: 0, lag: 2 },
      { partition: 1, head: 3, applied: 2, checkpoint: 0, lag: 1 },
    ],
    rooms: [],
    connections: { sockets: 4, users: 3, watchers: 1 },
    store: null,
    reminders: null,
    suggestions: null,
    shop: null,
  };
}

describe("folding frames", () => {
  it("keeps a column per frame, in step", () => {
    const history = [1, 2, 3].map((second) => frame(second)).reduce(fold, noHistory);
    expect(history.times).toEqual([1, 2, 3]);
    expect(history.callsPerSecond).toEqual([1, 2, 3]);
    expect(history.lag).toEqual([3, 3, 3]);
    expect(history.commitsPerSecond).toEqual([null, null, null]);
    expect(history.heat.length).toBe(3);
  });

  it("leaves out what no silo has told of yet", () =>
    expect(fold(noHistory, { ...frame(1), ageMs: null })).toBe(noHistory));

  it("leaves out what is not newer than the last", () => {
    const history = fold(fold(noHistory, frame(2)), frame(2));
    expect(fold(history, frame(1))).toBe(history);
    expect(history.times).toEqual([2]);
  });

  it("fills in the past of a method that is new and the present of one that is gone", () => {
    const history = [frame(1, [method("a", 5)]), frame(2, [method("b", 7)])].reduce(fold, noHistory);
    expect(history.methods.get("a.Get")).toEqual([5, 0]);
    expect(history.methods.get("b.Get")).toEqual([0, 7]);
  });

  it("is bounded", () => {
    let history: History = noHistory;
    for (let second = 1; second <= framesKept + 50; second++) {
      history = fold(history, frame(second, [method("a", second)]));
    }
    expect(history.times.length).toBe(framesKept);
    expect(history.times.at(0)).toBe(51);
    expect(history.methods.get("a.Get")?.length).toBe(framesKept);
    expect(history.methods.get("a.Get")?.at(0)).toBe(51);
  });
});

describe("quantiles", () => {
  it("of nothing is unknown", () => expect(quantileMs([0, 0], bounds, 0.5)).toBeNull());

  it("lie in the bucket that has the rank", () => {
    const counts = [0, 10, 80, 9, 1, 0];
    expect(quantileMs(counts, bounds, 0.5)).toBeGreaterThan(2);
    expect(quantileMs(counts, bounds, 0.5)).toBeLessThan(4);
    expect(quantileMs(counts, bounds, 0.995)).toBeGreaterThan(8);
    expect(quantileMs(counts, bounds, 1)).toBe(16);
  });

  it("grow with the share", () => {
    const counts = [3, 1, 0, 4, 1, 5];
    const shares = [0.1, 0.3, 0.5, 0.7, 0.9, 1].map((share) => quantileMs(counts, bounds, share) ?? 0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });
});

describe("the heat map", () => {
  it("shows the rows in which something was counted, and enough of them", () => {
    const column = new Array<number>(54).fill(0);
    column[20] = 3;
    column[24] = 1;
    const range = heatRange([column], 54);
    expect(range.first).toBeLessThanOrEqual(20);
    expect(range.last).toBeGreaterThanOrEqual(24);
    expect(range.last - range.first + 1).toBe(12);
    expect(heatRange([], 54)).toEqual({ first: 0, last: 11 });
  });

  it("colours a single call visibly and the most fully", () => {
    expect(heatOf(0, 1_000)).toBe(0);
    expect(heatOf(1, 1_000)).toBeGreaterThan(0.2);
    expect(heatOf(1_000, 1_000)).toBeCloseTo(1);
    expect(heatMost([[1, 5], [7]])).toBe(7);
  });

  it("puts durations and ticks where they belong", () => {
    expect(rowOf(1, bounds)).toBe(1);
    expect(rowOf(Math.SQRT2 * 2, bounds)).toBeCloseTo(2.5);
    expect(rowOf(0.5, bounds)).toBeCloseTo(0.5);
    expect(rowOf(17, bounds)).toBeNull();
    expect(heatTicks(bounds, { first: 0, last: 4 }).map((tick) => tick.ms)).toEqual([0.001, 0.01, 0.1, 1, 10]);
  });
});

describe("sorting methods", () => {
  const methods = [method("b", 1, null), method("a", 3, 2), method("c", 3, 9)];

  it("puts what is unknown last, both ways", () => {
    const names = (descending: boolean): string[] =>
      sortMethods(methods, { column: "p99Ms", descending }).map((entry) => entry.grain);
    expect(names(true)).toEqual(["c", "a", "b"]);
    expect(names(false)).toEqual(["a", "c", "b"]);
  });

  it("keeps equals in the order of their names", () =>
    expect(sortMethods(methods, { column: "perSecond", descending: true }).map((entry) => entry.grain)).toEqual([
      "a",
      "c",
      "b",
    ]));

  it("turns round on the second click", () => {
    const first = nextOrder({ column: "name", descending: false }, "calls");
    expect(first).toEqual({ column: "calls", descending: true });
    expect(nextOrder(first, "calls").descending).toBe(false);
    expect(nextOrder(first, "name").descending).toBe(false);
  });
});

describe("units", () => {
  it("are said as people say them", () => {
    expect(formatMs(0.0123, "en")).toBe("12 µs");
    expect(formatMs(0.000256, "en")).toBe("< 0.5 µs");
    expect(formatMs(3.456, "en")).toBe("3.5 ms");
    expect(formatMs(2_500, "en")).toBe("2.5 s");
    expect(formatMs(null, "en")).toBe("–");
    expect(formatBytes(1_536, "en")).toBe("1.5 KB");
    expect(formatRate(12_345, "en")).toBe("12.3K");
  });
});

describe("the layout of a neighbourhood", () => {
  const nodes: NeighbourhoodNode[] = [
    { id: "u", kind: "user", label: null },
    { id: "f", kind: "followee", label: null },
    { id: "p", kind: "product", label: "Teapot" },
    { id: "q", kind: "product", label: "Cup" },
  ];
  const edges: NeighbourhoodEdge[] = [
    { from: "u", to: "f", kind: "follows", weight: 1 },
    { from: "u", to: "p", kind: "like", weight: 2 },
    { from: "f", to: "q", kind: "view", weight: 1 },
  ];

  it("comes to rest inside of the picture, with the user in the middle", () => {
    const layout = settle(begin(nodes), nodes, edges);
    expect(layout.heat).toBe(0);
    expect(layout.places.get("u")).toEqual({ x: width / 2, y: height / 2 });
    for (const place of layout.places.values()) {
      expect(place.x).toBeGreaterThan(0);
      expect(place.x).toBeLessThan(width);
      expect(place.y).toBeGreaterThan(0);
      expect(place.y).toBeLessThan(height);
    }
  });

  it("is the same every time", () =>
    expect(settle(begin(nodes), nodes, edges)).toEqual(settle(begin(nodes), nodes, edges)));

  it("keeps what is there where it is", () => {
    const rest = settle(begin(nodes), nodes, edges);
    const again = begin(nodes, rest.places);
    expect(again.heat).toBe(0);
    expect(step(again, nodes, edges).places).toEqual(rest.places);
  });
});
