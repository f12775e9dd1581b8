import { describe, expect, it } from "vitest";
import type { FigureBucket, FigureCount, RoomFigures, RoomMark } from "../../api/hosting";
import { bucketFor, fold, lastMinute, mainCurrency, refundedOf, revenueOf, seriesOf } from "./figures";
import { lanesOf } from "./lanes";

const start = Date.parse("2026-01-01T12:00:00Z");
const at = (seconds: number): string => new Date(start + seconds * 1_000).toISOString();

function count(parts: Partial<FigureCount> = {}): FigureCount {
  return { comments: 0, removed: 0, reactions: 0, interactions: {}, orders: 0, units: 0, sold: [], ...parts };
}

function sold(amount: number, currency = "CNY", refunded = 0): FigureCount["sold"] {
  return [{ revenue: { amountMinor: amount, currency }, refunded: { amountMinor: refunded, currency } }];
}

function bucket(seconds: number, parts: Partial<FigureCount> = {}, viewers: number | null = null): FigureBucket {
  return { start: at(seconds), viewers, count: count(parts) };
}

function figures(parts: Partial<RoomFigures> = {}): RoomFigures {
  return {
    roomId: "r-1",
    title: "Tea",
    status: "live",
    startedAt: at(0),
    at: at(25),
    seq: 1,
    viewers: 3,
    peakViewers: 3,
    total: count(),
    before: count(),
    after: count(),
    bucketSeconds: 10,
    buckets: [],
    timeline: [],
    ...parts,
  };
}

describe("fold", () => {
  it("replaces what is known anew and keeps what was not sent again", () => {
    const known = figures({ buckets: [bucket(0, { comments: 1 }), bucket(10, { comments: 2 })] });
    const next = figures({ seq: 9, buckets: [bucket(10, { comments: 5 }), bucket(20, { comments: 1 })] });

    const folded = fold(known, next);

    expect(folded.seq).toBe(9);
    expect(folded.buckets.map((entry) => entry.count.comments)).toEqual([1, 5, 1]);
  });

  it("begins anew when the buckets are of another width", () => {
    const known = figures({ buckets: [bucket(0), bucket(10)] });
    const next = figures({ bucketSeconds: 60, buckets: [bucket(0)] });

    expect(fold(known, next)).toBe(next);
    expect(fold(null, next)).toBe(next);
  });
});

describe("seriesOf", () => {
  const buckets = [
    bucket(0, { comments: 2, orders: 1, sold: sold(100) }, 4),
    bucket(10, { interactions: { click: 3 } }),
    bucket(20, { comments: 1, orders: 2, sold: sold(50) }, 6),
  ];

  it("adds up orders and money, and carries viewers over where nobody looked", () => {
    const series = seriesOf(figures({ buckets }), "CNY");

    expect(series.orders).toEqual([0, 1, 1, 3]);
    expect(series.revenue).toEqual([0, 100, 100, 150]);
    expect(series.viewers).toEqual([4, 4, 4, 6]);
    expect(series.at).toEqual([0, 10, 20, 25].map((seconds) => start / 1_000 + seconds));
  });

  it("tells a rate when its bucket is full, and that of the last one when the show is over", () => {
    expect(seriesOf(figures({ buckets }), "CNY").commentsPerMinute).toEqual([12, 12, 0, null]);
    expect(seriesOf(figures({ buckets, endedAt: at(25) }), "CNY").commentsPerMinute).toEqual([12, 12, 0, 12]);
    expect(seriesOf(figures({ buckets }), "CNY").clicksPerMinute).toEqual([0, 0, 18, null]);
  });

  it("counts the first bucket from the opening on", () => {
    const late = figures({ startedAt: at(6), buckets });

    expect(seriesOf(late, "CNY").at[0]).toBe(start / 1_000 + 6);
    expect(seriesOf(late, "CNY").commentsPerMinute[0]).toBe(24);
  });
});

describe("money", () => {
  it("is told in the currency that most was sold in", () => {
    const both = count({ sold: [...sold(5, "EUR", 2), ...sold(80, "CNY")] });

    expect(mainCurrency(both, "USD")).toBe("CNY");
    expect(mainCurrency(count(), "USD")).toBe("USD");
    expect([revenueOf(both, "EUR"), refundedOf(both, "EUR"), revenueOf(both, "JPY")]).toEqual([5, 2, 0]);
  });
});

describe("lastMinute", () => {
  it("counts a minute back, and not more than a minute's worth of a wide bucket", () => {
    const buckets = Array.from({ length: 9 }, (_, index) => bucket(index * 10, { comments: 1 }));
    const narrow = figures({ at: at(90), buckets });
    const wide = figures({
      at: at(350),
      bucketSeconds: 300,
      buckets: [bucket(0, { comments: 60 }), bucket(300, { comments: 10 })],
    });

    expect(lastMinute(narrow, (entry) => entry.comments)).toBeCloseTo(6);
    expect(lastMinute(wide, (entry) => entry.comments)).toBeCloseTo(12);
    expect(lastMinute(figures(), (entry) => entry.comments)).toBe(0);
  });
});

describe("bucketFor", () => {
  it("gets wider with the length of the show", () => {
    expect([0, 45, 46, 360, 361].map((minutes) => bucketFor(minutes * 60_000))).toEqual([10, 10, 60, 60, 300]);
  });
});

describe("lanesOf", () => {
  const mark = (type: string, seconds: number, subjectId?: string, parts: Partial<RoomMark> = {}): RoomMark => ({
    type,
    at: at(seconds),
    seq: seconds,
    ...(subjectId === undefined ? {} : { subjectId }),
    ...parts,
  });

  it("makes spans of what begins and ends, and lays overlapping ones side by side", () => {
    const lanes = lanesOf(
      figures({
        endedAt: at(100),
        timeline: [
          mark("room.state", 0, undefined, { status: "live" }),
          mark("product.pinned", 1, "p-1"),
          mark("product.pinned", 5, "p-2"),
          mark("product.unpinned", 10, "p-1"),
          mark("product.pinned", 12, "p-3"),
          mark("deal.announced", 20, "d-1"),
          mark("deal.opened", 30, "d-1"),
          mark("deal.closed", 40, "d-1"),
          mark("room.state", 50, undefined, { status: "paused" }),
          mark("room.state", 60, undefined, { status: "live" }),
        ],
      }),
    );

    expect(
      lanes.map((lane) => [
        lane.kind,
        lane.spans.map((span) => [(span.from - start) / 1_000, (span.to - start) / 1_000]),
      ]),
    ).toEqual([
      ["pause", [[50, 60]]],
      [
        "pin",
        [
          [1, 10],
          [12, 100],
        ],
      ],
      ["pin", [[5, 100]]],
      ["deal", [[20, 40]]],
    ]);
    expect(lanes.flatMap((lane) => lane.spans).some((span) => span.isOpen)).toBe(false);
  });

  it("lets what is open reach to now", () => {
    const [lane] = lanesOf(figures({ timeline: [mark("product.pinned", 1, "p-1")] }));

    expect(lane?.spans[0]).toMatchObject({ isOpen: true, to: start + 25_000 });
  });
});
