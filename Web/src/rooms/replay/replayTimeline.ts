import type {
  Pin,
  ReactionTotals,
  ReplayEvents,
  ReplayState,
  RoomEvent,
  RoomStatus,
  RoomVideo,
} from "../../api/contract";

export interface ReplayComment {
  readonly id: string;
  readonly userId: string;
  readonly displayName: string;
  readonly text: string;
  readonly atMs: number;
}

export interface ReplayView {
  readonly atMs: number;
  readonly status: RoomStatus;
  readonly viewers: number;
  readonly reactions: ReactionTotals;
  readonly pins: readonly Pin[];
  readonly comments: readonly ReplayComment[];
  readonly video: RoomVideo | null;
}

/** Where a replay comes from; times are milliseconds since the room opened. */
export interface ReplaySource {
  readonly startedAt: number;
  state(atMs: number): Promise<ReplayState>;
  events(afterSeq: number): Promise<ReplayEvents>;
}

/** Events that are loaded ahead of what is shown, in time. */
const aheadMs = 20_000;
/** Further on than this a new state is cheaper than all the events between. */
const jumpMs = 120_000;
/** The counts of viewers and reactions are asked for again after this. */
const countsEveryMs = 5_000;
const commentsMax = 200;

interface Shown extends ReplayView {
  readonly seq: number;
}

/**
 * A room on its timeline: `show` moves to a time, forwards by the events between, backwards and over long ways by a
 * state of the server. The last call wins.
 */
export class ReplayTimeline {
  private shown: Shown | null = null;
  private ahead: RoomEvent[] = [];
  private loadedAll = false;
  private countedAtMs = Number.NEGATIVE_INFINITY;
  private wanted = 0;

  constructor(private readonly source: ReplaySource) {}

  get view(): ReplayView | null {
    return this.shown;
  }

  /** Shows the room at a time; answers false when another time was asked for meanwhile. */
  async show(atMs: number): Promise<boolean> {
    const turn = ++this.wanted;
    const from = this.shown;
    if (from === null || atMs < from.atMs || atMs - from.atMs > jumpMs) {
      const state = await this.source.state(Math.floor(atMs));
      if (turn !== this.wanted) {
        return false;
      }
      this.take(state, atMs);
    }
    await this.loadAhead(atMs, turn);
    if (turn !== this.wanted) {
      return false;
    }
    this.advance(atMs);
    await this.count(atMs, turn);
    return turn === this.wanted;
  }

  private take(state: ReplayState, atMs: number): void {
    this.ahead = [];
    this.loadedAll = false;
    this.countedAtMs = atMs;
    this.shown = {
      seq: state.seq,
      atMs,
      status: state.status,
      viewers: state.viewers,
      reactions: state.reactions,
      pins: state.pins,
      video: state.video ?? null,
      comments: state.comments.map((comment) => ({ ...comment, atMs: this.msOf(comment.at) })),
    };
  }

  private async loadAhead(atMs: number, turn: number): Promise<void> {
    while (!this.loadedAll && this.shown !== null && this.lastLoadedMs() < atMs + aheadMs) {
      const after = this.ahead.at(-1)?.seq ?? this.shown.seq;
      const page = await this.source.events(after);
      if (turn !== this.wanted) {
        return;
      }
      this.ahead.push(...page.events);
      this.loadedAll = (page.nextSeq ?? null) === null;
    }
  }

  private lastLoadedMs(): number {
    const last = this.ahead.at(-1);
    return last === undefined ? Number.NEGATIVE_INFINITY : this.msOf(last.at);
  }

  private advance(atMs: number): void {
    if (this.shown === null) {
      return;
    }
    let shown = this.shown;
    let count = 0;
    for (const event of this.ahead) {
      if (this.msOf(event.at) > atMs) {
        break;
      }
      shown = apply(shown, event, this.msOf(event.at));
      count++;
    }
    this.ahead.splice(0, count);
    this.shown = { ...shown, atMs };
  }

  // Viewers and reactions are no events; they are sampled every few seconds.
  private async count(atMs: number, turn: number): Promise<void> {
    if (atMs - this.countedAtMs < countsEveryMs) {
      return;
    }
    this.countedAtMs = atMs;
    const { viewers, reactions } = await this.source.state(Math.floor(atMs));
    if (turn === this.wanted && this.shown !== null) {
      this.shown = { ...this.shown, viewers, reactions };
    }
  }

  private msOf(at: string): number {
    return Date.parse(at) - this.source.startedAt;
  }
}

function apply(shown: Shown, event: RoomEvent, atMs: number): Shown {
  const next = { ...shown, seq: event.seq };
  switch (event.type) {
    case "comment.added":
      // Words that were removed later come without their text.
      return event.data.text === ""
        ? next
        : { ...next, comments: [...next.comments, { ...event.data, atMs }].slice(-commentsMax) };
    case "comment.removed":
      return { ...next, comments: next.comments.filter((comment) => comment.id !== event.data.id) };
    case "product.pinned":
      return { ...next, pins: [{ ...event.data, pinnedAt: event.at }, ...without(next.pins, event.data.productId)] };
    case "product.unpinned":
      return { ...next, pins: without(next.pins, event.data.productId) };
    case "room.video":
      return { ...next, video: event.data };
    case "room.state":
      return { ...next, status: event.data.status, pins: event.data.status === "ended" ? [] : next.pins };
    default:
      return next;
  }
}

function without(pins: readonly Pin[], productId: string): readonly Pin[] {
  return pins.filter((pin) => pin.productId !== productId);
}
