type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

interface KeptKey {
  readonly key: string;
  readonly request: string;
  readonly at: number;
}

/** The server knows a key for a day; nobody presses the same button for the same thing after half of one. */
const keptMs = 12 * 3_600_000;

/** The key of a request whose answer is not certain: pressed again, also on a page that was loaded anew, it is the same. */
export class KeyMemory {
  constructor(
    private readonly store: Store,
    private readonly userId: string,
    private readonly newId: () => string,
    private readonly now: () => number,
  ) {}

  /** Another request in the same place is another key. */
  keyFor(slot: string, request: unknown): string {
    const text = JSON.stringify(request);
    const kept = this.read(slot);
    if (kept !== null && kept.request === text && this.now() - kept.at < keptMs) {
      return kept.key;
    }
    const made: KeptKey = { key: this.newId(), request: text, at: this.now() };
    this.store.setItem(this.nameOf(slot), JSON.stringify(made));
    return made.key;
  }

  /** It was answered for certain. */
  settle(slot: string): void {
    this.store.removeItem(this.nameOf(slot));
  }

  private read(slot: string): KeptKey | null {
    try {
      const value = JSON.parse(this.store.getItem(this.nameOf(slot)) ?? "null") as Partial<KeptKey> | null;
      return typeof value?.key === "string" && typeof value.at === "number" ? (value as KeptKey) : null;
    } catch (error) {
      console.debug("What this browser kept of a request cannot be read.", error);
      return null;
    }
  }

  private nameOf(slot: string): string {
    return `socialcommerce.key.${this.userId}.${slot}`;
  }
}
