import { newId } from "../app/ids";
import type { InteractionKind, Money, Page, RoomListItem, RoomStatus } from "./contract";
import type { HttpClient } from "./http";

/** Money in one currency: what was paid, and what of it went back. */
export interface SoldAmount {
  readonly revenue: Money;
  readonly refunded: Money;
}

export interface FigureCount {
  readonly comments: number;
  readonly removed: number;
  readonly reactions: number;
  readonly interactions: Readonly<Partial<Record<InteractionKind, number>>>;
  readonly orders: number;
  readonly units: number;
  readonly sold: readonly SoldAmount[];
}

export interface FigureBucket {
  readonly start: string;
  /** Null when nobody looked. */
  readonly viewers: number | null;
  readonly count: FigureCount;
}

/** What the host did. */
export interface RoomMark {
  readonly type: string;
  readonly at: string;
  readonly seq: number;
  readonly subjectId?: string;
  readonly productId?: string;
  readonly text?: string;
  readonly price?: Money;
  readonly status?: RoomStatus;
}

export interface RoomFigures {
  readonly roomId: string;
  readonly title: string;
  readonly status: RoomStatus;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** When it was counted. */
  readonly at: string;
  readonly seq: number;
  readonly viewers: number;
  readonly peakViewers: number;
  readonly total: FigureCount;
  readonly before: FigureCount;
  readonly after: FigureCount;
  readonly bucketSeconds: number;
  readonly buckets: readonly FigureBucket[];
  readonly timeline: readonly RoomMark[];
}

export interface NewRoom {
  readonly title: string;
  readonly productIds: readonly string[];
  readonly playbackUrl: string | null;
  readonly startsAt: string | null;
}

/** What a host asks for beside what any viewer does. */
export class Hosting {
  constructor(private readonly http: HttpClient) {}

  rooms(cursor: string | null): Promise<Page<RoomListItem>> {
    return this.http.request("GET", "/users/me/rooms", { query: { limit: 50, cursor } });
  }

  open(room: NewRoom): Promise<RoomListItem> {
    return this.http.request("POST", "/rooms", { body: room, idempotencyKey: newId() });
  }

  /** Only what is from a time on, when one is given. */
  figures(roomId: string, bucket: number, from: string | null): Promise<RoomFigures> {
    return this.http.request("GET", `/rooms/${encodeURIComponent(roomId)}/figures`, { query: { bucket, from } });
  }
}
