/** What went over the connection, newest first. */
export interface LoggedFrame {
  readonly number: number;
  readonly direction: "sent" | "answered" | "pushed" | "state";
  readonly name: string;
  readonly body: string;
  readonly at: Date;
  /** From the call to its answer. */
  readonly tookMs: number | null;
}

const keptMax = 100;
const bodyMax = 4_000;

/** The last frames of a connection; older ones go. */
export class FrameLog {
  private count = 0;
  frames: readonly LoggedFrame[] = [];

  constructor(private readonly now: () => Date) {}

  add(direction: LoggedFrame["direction"], name: string, body: unknown, tookMs: number | null = null): void {
    const frame = { number: ++this.count, direction, name, body: textOf(body), at: this.now(), tookMs };
    this.frames = [frame, ...this.frames].slice(0, keptMax);
  }

  clear(): void {
    this.frames = [];
  }
}

function textOf(body: unknown): string {
  const text = body === undefined ? "" : JSON.stringify(body, null, 2);
  return text.length > bodyMax ? `${text.slice(0, bodyMax)}\n…` : text;
}
