/**
 * The server's time, as well as this page can know it. Whatever the server stamps arrives a little later than it was
 * stamped, so of all the differences seen the largest is the nearest to the truth.
 */
export class ServerClock {
  private offsetMs: number | null = null;

  constructor(private readonly localNow: () => number) {}

  /** Takes a time that the server has just written. */
  note(stamp: string | undefined): void {
    const offset = Date.parse(stamp ?? "") - this.localNow();
    if (!Number.isNaN(offset) && (this.offsetMs === null || offset > this.offsetMs)) {
      this.offsetMs = offset;
    }
  }

  /** Milliseconds since 1970; the local clock until the server was heard. */
  now(): number {
    return this.localNow() + (this.offsetMs ?? 0);
  }

  /** The local clock was set, or the server changed: what was learned no longer counts. */
  forget(): void {
    this.offsetMs = null;
  }
}

export const serverClock = new ServerClock(() => Date.now());
