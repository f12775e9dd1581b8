import { reactionKinds, type ReactionKind, type ReactionTotals } from "../api/contract";

export interface ReactionBatch {
  readonly kind: ReactionKind;
  readonly count: number;
  readonly batchId: string;
}

export type BatchOutcome =
  | { readonly kind: "counted" }
  | { readonly kind: "refused"; readonly retryAfterMs: number | null }
  /** The connection broke before the answer: the same batch must be sent again under the same id. */
  | { readonly kind: "unknown" };

export interface ReactionSenderOptions {
  readonly send: (batch: ReactionBatch) => Promise<BatchOutcome>;
  readonly newId: () => string;
  readonly intervalMs?: number;
}

const tapsPerBatchMax = 50;
const tapsWaitingMax = 500;

/** Gathers taps into at most one batch per interval and kind; a batch keeps its id until it has an answer. */
export class ReactionSender {
  private readonly waiting = new Map<ReactionKind, number>();
  private current: ReactionBatch | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private sending = false;
  private lastSentAt = Number.NEGATIVE_INFINITY;
  private closed = false;

  constructor(private readonly options: ReactionSenderOptions) {}

  tap(kind: ReactionKind): void {
    this.waiting.set(kind, Math.min((this.waiting.get(kind) ?? 0) + 1, tapsWaitingMax));
    this.schedule(0);
  }

  /** Called when the connection is back. */
  wake(): void {
    this.schedule(0);
  }

  close(): void {
    this.closed = true;
    if (this.timer !== null) {
      clearTimeout(this.timer);
    }
  }

  private get intervalMs(): number {
    return this.options.intervalMs ?? 500;
  }

  private schedule(minimumDelayMs: number): void {
    if (this.closed || this.timer !== null || this.sending || (this.current === null && this.waiting.size === 0)) {
      return;
    }
    const sinceLast = performance.now() - this.lastSentAt;
    const delay = Math.max(minimumDelayMs, this.intervalMs - sinceLast, 0);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, delay);
  }

  private async flush(): Promise<void> {
    this.current ??= this.take();
    if (this.current === null) {
      return;
    }
    this.sending = true;
    this.lastSentAt = performance.now();
    const outcome = await this.options.send(this.current);
    this.sending = false;
    this.settle(outcome);
  }

  private settle(outcome: BatchOutcome): void {
    if (outcome.kind === "unknown") {
      // Kept; wake() sends it again under the same id, so it counts once.
      return;
    }
    if (outcome.kind === "counted" || outcome.retryAfterMs === null) {
      this.current = null;
    }
    this.schedule(outcome.kind === "refused" ? (outcome.retryAfterMs ?? 0) : 0);
  }

  private take(): ReactionBatch | null {
    for (const [kind, count] of this.waiting) {
      const taken = Math.min(count, tapsPerBatchMax);
      // Deleting and setting again moves the kind to the end, so that no kind starves another.
      this.waiting.delete(kind);
      if (count > taken) {
        this.waiting.set(kind, count - taken);
      }
      return { kind, count: taken, batchId: this.options.newId() };
    }
    return null;
  }
}

/** How much each total grew since it was last asked, without the taps this client has already shown. */
export class ReactionGrowth {
  private last: ReactionTotals | null = null;
  private readonly shown = new Map<ReactionKind, number>();

  showOwn(kind: ReactionKind): void {
    this.shown.set(kind, (this.shown.get(kind) ?? 0) + 1);
  }

  advance(totals: ReactionTotals): ReactionTotals {
    const before = this.last;
    this.last = totals;
    if (before === null) {
      return {};
    }
    const growth: Partial<Record<ReactionKind, number>> = {};
    for (const kind of reactionKinds) {
      const grown = Math.max(0, (totals[kind] ?? 0) - (before[kind] ?? 0));
      const own = Math.min(grown, this.shown.get(kind) ?? 0);
      this.shown.set(kind, (this.shown.get(kind) ?? 0) - own);
      if (grown > own) {
        growth[kind] = grown - own;
      }
    }
    return growth;
  }
}
