export interface Spoken {
  readonly displayName: string;
  readonly text: string;
}

export interface Announcement {
  readonly said: readonly Spoken[];
  /** Further comments that came meanwhile and are not read out. */
  readonly more: number;
}

export interface AnnouncerOptions {
  readonly now: () => number;
  /** At most one announcement in this time. */
  readonly intervalMs?: number;
  /** Comments that one announcement reads out. */
  readonly saidMax?: number;
}

/**
 * What a screen reader is told of a room: the newest comments, and only as often as one can listen. A hundred comments a
 * second read out one by one would still be read an hour later.
 */
export class Announcer {
  private waiting: Spoken[] = [];
  private more = 0;
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: AnnouncerOptions) {}

  /** Takes comments and returns in how many milliseconds there is something to announce. */
  offer(comments: readonly Spoken[]): number | null {
    const all = [...this.waiting, ...comments];
    this.waiting = all.slice(-this.saidMax);
    this.more += all.length - this.waiting.length;
    return this.waiting.length === 0
      ? null
      : Math.max(0, Math.ceil(this.lastAt + this.intervalMs - this.options.now()));
  }

  /** What is to be said now, or null when it is too early or nothing was said. */
  take(): Announcement | null {
    const now = this.options.now();
    if (this.waiting.length === 0 || now - this.lastAt < this.intervalMs) {
      return null;
    }
    const announcement = { said: this.waiting, more: this.more };
    this.waiting = [];
    this.more = 0;
    this.lastAt = now;
    return announcement;
  }

  private get intervalMs(): number {
    return this.options.intervalMs ?? 5_000;
  }

  private get saidMax(): number {
    return this.options.saidMax ?? 2;
  }
}
