import { applyEngagement, engagementOf, withCounts, withWanted, type EngagementBoard } from "../rooms/engagement/board";
import { applyDeal, applyVoucher } from "../rooms/selling/board";
import type {
  Deal,
  Epoch,
  EventBatch,
  JoinedRoom,
  Pin,
  ProductCardData,
  Pulse,
  ReactionTotals,
  Resumed,
  RoomEvent,
  RoomModes,
  RoomStanding,
  RoomStatus,
  Voucher,
  WantedQuestions,
  RoomVideo,
} from "../api/contract";
import { CommentLog, type Author, type CommentLine } from "./comments";

export interface RoomView {
  readonly roomId: string;
  readonly title: string;
  readonly hostId: string;
  readonly hostName: string;
  readonly status: RoomStatus;
  readonly viewers: number;
  readonly video: RoomVideo | null;
  readonly pins: readonly Pin[];
  readonly deals: readonly Deal[];
  readonly vouchers: readonly Voucher[];
  readonly engagement: EngagementBoard;
  readonly products: readonly ProductCardData[];
  readonly comments: readonly CommentLine[];
  readonly reactions: ReactionTotals;
  readonly modes: RoomModes;
  readonly you: RoomStanding;
}

export const openModes: RoomModes = { slowModeSeconds: 0, followersOnly: false, buyersOnly: false };

const asViewer: RoomStanding = { role: "viewer", isMuted: false, mutedUntil: null };

/** Whether everything received is applied, or the server must be asked for what is missing. */
export type Continuity = "current" | "gap";

export interface Position {
  readonly epoch: Epoch;
  readonly seq: number;
}

const heldEventsMax = 1_000;

type RoomFacts = Omit<RoomView, "comments">;

/**
 * One room as this viewer has it: applies events strictly in order, once each, and says when some are missing.
 * Events that come too early (before the snapshot, or during a resume) are held and applied when their turn comes.
 */
export class RoomFeed {
  private facts: RoomFacts | null = null;
  private place: Position | null = null;
  private readonly comments = new CommentLog();
  private readonly held = new Map<string, RoomEvent>();
  private heldEpoch: Epoch | null = null;

  constructor(
    readonly roomId: string,
    private readonly own: Author,
  ) {}

  get position(): Position | null {
    return this.place;
  }

  get view(): RoomView | null {
    return this.facts === null ? null : { ...this.facts, comments: this.comments.lines() };
  }

  get unanswered(): readonly { readonly clientId: string; readonly text: string }[] {
    return this.comments.unanswered();
  }

  /** Starts again from a snapshot. */
  join({ epoch, seq, snapshot }: JoinedRoom): Continuity {
    const sameEpoch = this.place?.epoch === epoch;
    this.place = { epoch, seq };
    this.facts = {
      roomId: snapshot.roomId,
      title: snapshot.title,
      hostId: snapshot.hostId,
      hostName: snapshot.hostName,
      status: snapshot.status,
      viewers: snapshot.viewers,
      video: snapshot.video ?? null,
      pins: newestFirst(snapshot.pins),
      deals: snapshot.deals ?? [],
      vouchers: snapshot.vouchers ?? [],
      engagement: engagementOf(snapshot),
      products: snapshot.products,
      reactions: snapshot.reactions ?? {},
      modes: snapshot.modes ?? openModes,
      you: snapshot.you ?? asViewer,
    };
    this.comments.replace(snapshot.comments, sameEpoch ? seq : null);
    return this.drain();
  }

  /** Takes the answer to a resume from the current position. */
  resume(answer: Resumed): Continuity {
    if (!answer.recovered) {
      return this.join(answer);
    }
    if (this.place === null) {
      return "gap";
    }
    if (this.heldEpoch !== this.place.epoch) {
      // The server still counts in our epoch, so what was held came from one that is over.
      this.hold(this.place.epoch, []);
    }
    this.hold(this.place.epoch, answer.events);
    return this.drain();
  }

  accept(batch: EventBatch): Continuity {
    if (batch.roomId !== this.roomId) {
      return "current";
    }
    this.hold(batch.epoch, batch.events);
    return this.drain();
  }

  /** A pulse says how far the server has sent events, so that a lost end is noticed too. */
  pulse(pulse: Pulse): Continuity {
    if (this.facts === null || this.place === null || pulse.roomId !== this.roomId) {
      return "current";
    }
    const engagement = withCounts(this.facts.engagement, pulse);
    this.facts = { ...this.facts, viewers: pulse.viewers, reactions: pulse.reactions, engagement };
    const isBehind =
      pulse.epoch !== undefined && (pulse.epoch !== this.place.epoch || (pulse.seq ?? 0) > this.place.seq);
    return isBehind ? "gap" : "current";
  }

  questions(wanted: WantedQuestions): void {
    if (this.facts !== null && wanted.roomId === this.roomId) {
      this.facts = { ...this.facts, engagement: withWanted(this.facts.engagement, wanted) };
    }
  }

  /** What this viewer is in the room has changed. */
  stand(change: Partial<RoomStanding>): void {
    if (this.facts !== null) {
      this.facts = { ...this.facts, you: { ...this.facts.you, ...change } };
    }
  }

  sendComment(clientId: string, text: string, at: string): void {
    this.comments.send(clientId, text, this.own, at);
  }

  confirmComment(clientId: string, id: string, seq: number): void {
    this.comments.confirm(clientId, id, seq, this.place?.seq ?? -1);
  }

  failComment(clientId: string, code: string): void {
    this.comments.fail(clientId, code);
  }

  discardComment(clientId: string): void {
    this.comments.discard(clientId);
  }

  private hold(epoch: Epoch, events: readonly RoomEvent[]): void {
    if (epoch !== this.heldEpoch) {
      this.held.clear();
      this.heldEpoch = epoch;
    }
    for (const event of events) {
      // Past the bound the rest is dropped: the gap stays visible and the next resume brings it.
      if (this.held.size < heldEventsMax) {
        this.held.set(`${firstOf(event)}-${event.seq}`, event);
      }
    }
  }

  private drain(): Continuity {
    if (this.place === null || this.facts === null || this.heldEpoch === null) {
      return "current";
    }
    if (this.heldEpoch !== this.place.epoch) {
      return this.held.size > 0 ? "gap" : "current";
    }
    let facts = this.facts;
    let { seq } = this.place;
    for (const next of [...this.held.values()].sort(inOrder)) {
      if (firstOf(next) > seq + 1) {
        break;
      }
      if (next.seq > seq) {
        facts = this.apply(facts, next);
        seq = next.seq;
      }
    }
    this.facts = facts;
    this.place = { epoch: this.place.epoch, seq };
    this.dropApplied(seq);
    return this.held.size > 0 ? "gap" : "current";
  }

  private dropApplied(seq: number): void {
    for (const [key, event] of this.held) {
      if (event.seq <= seq) {
        this.held.delete(key);
      }
    }
  }

  private apply(facts: RoomFacts, event: RoomEvent): RoomFacts {
    switch (event.type) {
      case "comment.added":
        this.comments.add({ ...event.data, at: event.at }, event.data.clientId ?? null, this.own.userId);
        return facts;
      case "comment.removed":
        this.comments.remove(event.data.id);
        return facts;
      case "product.pinned":
        return withPin(facts, { ...event.data, pinnedAt: event.data.pinnedAt ?? event.at });
      case "product.unpinned":
        return { ...facts, pins: without(facts.pins, event.data.productId) };
      case "stock.changed":
        return { ...facts, products: withStock(facts.products, event.data.productId, event.data.stock) };
      case "deal.announced":
      case "deal.opened":
      case "deal.claimed":
      case "deal.closed":
        return { ...facts, deals: applyDeal(facts.deals, event) };
      case "voucher.offered":
      case "voucher.withdrawn":
        return { ...facts, vouchers: applyVoucher(facts.vouchers, event) };
      case "poll.opened":
      case "poll.closed":
      case "question.asked":
      case "question.answered":
      case "giveaway.opened":
      case "giveaway.drawn":
        return { ...facts, engagement: applyEngagement(facts.engagement, event) };
      case "room.modes":
        return { ...facts, modes: event.data };
      case "room.video":
        return { ...facts, video: event.data };
      case "room.state":
        return { ...facts, status: event.data.status };
      case "comments.sampled":
        // More was said than one can read; these only take their numbers.
        return facts;
      default:
        // A newer server may send types this client does not know; they only take their number.
        return facts;
    }
  }
}

/** The first place of the sequence that an event stands for. */
function firstOf(event: RoomEvent): number {
  return event.type === "comments.sampled" ? Math.min(event.data.from, event.seq) : event.seq;
}

function inOrder(left: RoomEvent, right: RoomEvent): number {
  return firstOf(left) - firstOf(right) || left.seq - right.seq;
}

/** The server lists pins in the order they were made; the page shows what is talked about now. */
export function newestFirst(pins: readonly Pin[]): readonly Pin[] {
  return pins.toSorted((left, right) => Date.parse(right.pinnedAt ?? "") - Date.parse(left.pinnedAt ?? "") || 0);
}

/** A product that is pinned again keeps its time and brings its price to wherever it is shown. */
function withPin(facts: RoomFacts, pin: Pin): RoomFacts {
  return {
    ...facts,
    pins: newestFirst([pin, ...without(facts.pins, pin.productId)]),
    products: facts.products.map((product) =>
      product.productId === pin.productId ? { ...product, price: pin.price } : product,
    ),
  };
}

function without(pins: readonly Pin[], productId: string): readonly Pin[] {
  return pins.filter((pin) => pin.productId !== productId);
}

function withStock(products: readonly ProductCardData[], productId: string, stock: number): readonly ProductCardData[] {
  return products.map((product) => (product.productId === productId ? { ...product, stock } : product));
}
