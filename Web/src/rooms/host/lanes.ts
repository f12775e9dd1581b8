import type { RoomFigures, RoomMark } from "../../api/hosting";

export type LaneKind = "pin" | "deal" | "voucher" | "poll" | "giveaway" | "pause";

/** Something that was so for a while. */
export interface Span {
  readonly kind: LaneKind;
  readonly key: string;
  readonly mark: RoomMark;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
}

export interface Lane {
  readonly kind: LaneKind;
  readonly spans: readonly Span[];
}

const begins: Readonly<Record<string, LaneKind>> = {
  "product.pinned": "pin",
  "deal.announced": "deal",
  "voucher.offered": "voucher",
  "poll.opened": "poll",
  "giveaway.opened": "giveaway",
};

const ends: Readonly<Record<string, LaneKind>> = {
  "product.unpinned": "pin",
  "deal.closed": "deal",
  "voucher.withdrawn": "voucher",
  "poll.closed": "poll",
  "giveaway.drawn": "giveaway",
};

const order: readonly LaneKind[] = ["pause", "pin", "deal", "voucher", "poll", "giveaway"];

/** The timeline as lanes: what overlaps lies in lanes of its own, those of a kind together. */
export function lanesOf(figures: RoomFigures): readonly Lane[] {
  const spans = spansOf(figures.timeline, Date.parse(figures.endedAt ?? figures.at), figures.endedAt === undefined);
  return order.flatMap((kind) =>
    layOut(
      kind,
      spans.filter((span) => span.kind === kind),
    ),
  );
}

function spansOf(timeline: readonly RoomMark[], end: number, isLive: boolean): readonly Span[] {
  const open = new Map<string, { readonly kind: LaneKind; readonly mark: RoomMark }>();
  const spans: Span[] = [];
  const close = (key: string, to: number, isOpen: boolean): void => {
    const begun = open.get(key);
    if (begun !== undefined) {
      const from = Date.parse(begun.mark.at);
      spans.push({ ...begun, key: `${key}/${begun.mark.seq}`, from, to: Math.max(from, to), isOpen });
      open.delete(key);
    }
  };
  for (const mark of timeline) {
    const at = Date.parse(mark.at);
    if (mark.type === "room.state") {
      close("pause", at, false);
      if (mark.status === "paused") {
        open.set("pause", { kind: "pause", mark });
      }
      continue;
    }
    const [begun, ended] = [begins[mark.type], ends[mark.type]];
    if (begun !== undefined) {
      const key = `${begun}/${mark.subjectId ?? ""}`;
      close(key, at, false);
      open.set(key, { kind: begun, mark });
    } else if (ended !== undefined) {
      close(`${ended}/${mark.subjectId ?? ""}`, at, false);
    }
  }
  for (const key of [...open.keys()]) {
    close(key, end, isLive);
  }
  return spans;
}

function layOut(kind: LaneKind, spans: readonly Span[]): readonly Lane[] {
  const lanes: Span[][] = [];
  for (const span of [...spans].sort((left, right) => left.from - right.from)) {
    const free = lanes.find((lane) => (lane.at(-1)?.to ?? 0) <= span.from);
    if (free === undefined) {
      lanes.push([span]);
    } else {
      free.push(span);
    }
  }
  return lanes.map((lane) => ({ kind, spans: lane }));
}
