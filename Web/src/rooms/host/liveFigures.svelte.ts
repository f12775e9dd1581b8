import type { RoomFigures } from "../../api/hosting";
import { hosting } from "../../app/services";
import { bucketFor, fold } from "./figures";

const liveEveryMs = 1_000;
const stillEveryMs = 10_000;
/** Now and then all of it is read again: money may go back for what was sold long ago. */
const wholeEvery = 30;
const tailMs = 60_000;

/** The figures of one room, read again every second while it is on air and looked at. */
export class LiveFigures {
  current = $state.raw<RoomFigures | null>(null);
  problem = $state.raw<unknown>(null);
  private looks = 0;
  private width = 0;
  private isReading = false;
  private isOnAir = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private isClosed = false;

  constructor(private readonly roomId: string) {
    void this.look();
  }

  close(): void {
    this.isClosed = true;
    if (this.timer !== null) {
      clearTimeout(this.timer);
    }
  }

  /** The room says so before its figures do. */
  follow(isOnAir: boolean): void {
    this.isOnAir = isOnAir;
    void this.look();
  }

  /** At once, and from then on by itself. */
  async look(): Promise<void> {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    if (document.visibilityState === "visible") {
      await this.read();
    }
    if (!this.isClosed && this.timer === null) {
      this.timer = setTimeout(() => void this.look(), this.moves ? liveEveryMs : stillEveryMs);
    }
  }

  private get moves(): boolean {
    return this.isOnAir || this.current?.status === "live" || this.current?.status === "paused";
  }

  private async read(): Promise<void> {
    if (this.isReading) {
      return;
    }
    this.isReading = true;
    try {
      this.current = await this.ask(this.current);
      this.problem = null;
    } catch (error) {
      // What was counted last stays, with its time beside it.
      this.problem = error;
    } finally {
      this.isReading = false;
    }
  }

  private async ask(known: RoomFigures | null): Promise<RoomFigures> {
    const width = bucketFor(known === null ? 0 : openMs(known));
    const isWhole = known === null || width !== this.width || this.looks++ % wholeEvery === 0;
    const from = isWhole ? null : new Date(Date.parse(known.at) - tailMs).toISOString();
    const next = await hosting.figures(this.roomId, width, from);
    this.width = width;
    if (!isWhole && next.bucketSeconds !== known.bucketSeconds) {
      // The server's own buckets got wider: the tail does not fit what is known.
      this.looks = 0;
      return known;
    }
    return fold(isWhole ? null : known, next);
  }
}

function openMs(figures: RoomFigures): number {
  return figures.startedAt === undefined
    ? 0
    : Date.parse(figures.endedAt ?? figures.at) - Date.parse(figures.startedAt);
}
