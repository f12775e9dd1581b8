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

  /** At once, as when the host has just gone on air. */
  async look(): Promise<void> {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    if (document.visibilityState === "visible") {
      await this.read();
    }
    if (!this.isClosed && this.timer === null) {
      this.timer = setTimeout(() => void this.look(), this.isOnAir ? liveEveryMs : stillEveryMs);
    }
  }

  private get isOnAir(): boolean {
    return this.current?.status === "live" || this.current?.status === "paused";
  }

  private async read(): Promise<void> {
    const known = this.current;
    const open =
      known?.startedAt === undefined ? 0 : Date.parse(known.endedAt ?? known.at) - Date.parse(known.startedAt);
    const isWhole = known === null || this.looks++ % wholeEvery === 0;
    const from = isWhole ? null : new Date(Date.parse(known.at) - tailMs).toISOString();
    try {
      this.current = fold(isWhole ? null : known, await hosting.figures(this.roomId, bucketFor(open), from));
      this.problem = null;
    } catch (error) {
      // What was counted last stays, with its time beside it.
      this.problem = error;
    }
  }
}
