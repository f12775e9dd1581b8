import type { JoinedRoom } from "../api/contract";
import { ConnectionLost, reconnectDelayMs, type HubLink } from "./hubLink";
import type { Continuity, Position, RoomFeed } from "./roomFeed";

export interface RoomSyncOptions {
  readonly feed: RoomFeed;
  readonly link: HubLink;
  readonly onJoined: (joined: JoinedRoom) => void;
  /** Nothing is missing any more. */
  readonly onCurrent: () => void;
  /** Something is missing, and it is being asked for. */
  readonly onBehind: () => void;
  /** The server does not let this viewer into the room. */
  readonly onRefused: (code: string) => void;
}

/** With these, asking again gives the same answer; every other refusal (busy, rate-limited, internal) passes. */
const finalRefusals: ReadonlySet<string> = new Set(["not-found", "banned", "forbidden", "invalid", "malformed"]);

/** Brings a feed up to date: joins, resumes, and tries again until nothing is missing. One attempt at a time. */
export class RoomSync {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private attempt = 0;
  private running = false;
  private over = false;

  constructor(private readonly options: RoomSyncOptions) {}

  /** The connection is back: the waiting time starts small again. */
  restart(): void {
    this.attempt = 0;
    void this.run();
  }

  /** No connection: the next restart goes on. */
  pause(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  close(): void {
    this.over = true;
    this.pause();
  }

  /** Something may be missing: asks at once, unless it is asked for already or the server said to wait. */
  poke(): void {
    if (this.timer === null) {
      void this.run();
    }
  }

  async run(): Promise<void> {
    if (this.running || this.over) {
      return;
    }
    this.running = true;
    this.pause();
    try {
      await this.catchUp();
    } catch (error) {
      this.afterFailure(error);
    } finally {
      this.running = false;
    }
  }

  private catchUp(): Promise<void> {
    const { position } = this.options.feed;
    return position === null ? this.join() : this.resume(position);
  }

  private async join(): Promise<void> {
    const { feed, link } = this.options;
    const joined = await link.invoke("JoinRoom", { roomId: feed.roomId, sample: true });
    if (this.over) {
      return;
    }
    if (joined.ok) {
      const continuity = feed.join(joined);
      this.options.onJoined(joined);
      this.settle(continuity);
    } else if (finalRefusals.has(joined.code)) {
      this.close();
      this.options.onRefused(joined.code);
    } else {
      this.retryLater(joined.retryAfterMs ?? null);
    }
  }

  private async resume(place: Position): Promise<void> {
    const { feed, link } = this.options;
    const resumed = await link.invoke("Resume", { roomId: feed.roomId, ...place, sample: true });
    if (this.over) {
      return;
    }
    if (resumed.ok) {
      this.settle(feed.resume(resumed));
    } else if (typeof resumed.retryAfterMs === "number") {
      this.retryLater(resumed.retryAfterMs);
    } else {
      // The place in the room is of no use to the server; whether the room is still open, joining tells.
      await this.join();
    }
  }

  private settle(continuity: Continuity): void {
    if (continuity === "gap") {
      this.options.onBehind();
      this.retryLater(null);
      return;
    }
    this.attempt = 0;
    this.options.onCurrent();
  }

  private afterFailure(error: unknown): void {
    this.options.onBehind();
    if (!(error instanceof ConnectionLost)) {
      console.warn("The room could not be synchronised; trying again.", error);
      this.retryLater(null);
    }
  }

  private retryLater(delayMs: number | null): void {
    this.pause();
    this.timer = setTimeout(
      () => {
        this.timer = null;
        void this.run();
      },
      delayMs ?? reconnectDelayMs(this.attempt++, Math.random()),
    );
  }
}
