import type { InteractionItem, InteractionKind } from "../api/contract";
import { newId } from "../app/ids";

export type DeliveryOutcome =
  | { readonly kind: "recorded" }
  /** Never to be sent again. */
  | { readonly kind: "refused" }
  | { readonly kind: "retry"; readonly afterMs: number };

export interface TrackerOptions {
  readonly deliver: (items: readonly InteractionItem[]) => Promise<DeliveryOutcome>;
  /** Best effort while the page goes away. */
  readonly deliverLast: (items: readonly InteractionItem[]) => void;
  readonly newId?: () => string;
}

const gatherMs = 120;
/** Eight items stay well below the 4 KB that the hub takes in one message. */
const batchMax = 8;
const waitingMax = 200;
const impressionsRememberedMax = 300;

/** Sends what the user does with products. An item keeps its event id until it is acknowledged, so it counts once. */
export class Tracker {
  private waiting: InteractionItem[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private sending = false;
  private readonly impressions = new Map<string, string>();

  constructor(private readonly options: TrackerOptions) {}

  /** What is done next with these products is credited to the impression that showed them. */
  shown(impressionId: string, productIds: readonly string[]): void {
    for (const productId of productIds) {
      this.impressions.delete(productId);
      this.impressions.set(productId, impressionId);
    }
    for (const productId of this.impressions.keys()) {
      if (this.impressions.size <= impressionsRememberedMax) {
        break;
      }
      this.impressions.delete(productId);
    }
  }

  track(productId: string, kind: InteractionKind, roomId?: string): void {
    const impressionId = this.impressions.get(productId);
    this.waiting.push({
      eventId: (this.options.newId ?? newId)(),
      productId,
      kind,
      ...(roomId === undefined ? {} : { roomId }),
      ...(impressionId === undefined ? {} : { impressionId }),
    });
    if (this.waiting.length > waitingMax) {
      console.warn("Too many interactions wait for the server; the oldest is dropped.");
      this.waiting.shift();
    }
    this.schedule(gatherMs);
  }

  /** The page is going away: hands over what is left without waiting. */
  flushLast(): void {
    if (this.waiting.length > 0) {
      this.options.deliverLast(this.waiting.slice(0, batchMax));
    }
  }

  clear(): void {
    this.waiting = [];
    this.impressions.clear();
  }

  private schedule(delayMs: number): void {
    if (this.timer !== null || this.sending || this.waiting.length === 0) {
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, delayMs);
  }

  private async flush(): Promise<void> {
    const batch = this.waiting.slice(0, batchMax);
    if (batch.length === 0) {
      return;
    }
    this.sending = true;
    const outcome = await this.options.deliver(batch);
    this.sending = false;
    if (outcome.kind !== "retry") {
      const done = new Set(batch.map((item) => item.eventId));
      this.waiting = this.waiting.filter((item) => !done.has(item.eventId));
    }
    this.schedule(outcome.kind === "retry" ? outcome.afterMs : 0);
  }
}
