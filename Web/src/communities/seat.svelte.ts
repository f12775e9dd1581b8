import type { BuyingGroup } from "../api/groups";
import { ApiProblem } from "../api/problem";
import { isCertain, NoLongerAsked, untilCertain } from "../orders/purchase/certainty";
import type { KeyMemory } from "../orders/purchase/keyMemory";

export type SeatState =
  | { readonly kind: "ready" }
  | { readonly kind: "joining"; readonly inDoubt: boolean }
  | { readonly kind: "refused"; readonly problem: ApiProblem };

/** Takes one seat of a group, once: a request without a certain answer is repeated under its key. */
export class SeatTaking {
  state = $state.raw<SeatState>({ kind: "ready" });
  private closed = false;

  constructor(
    private readonly keys: KeyMemory,
    private readonly wait: (ms: number) => Promise<void>,
  ) {}

  /** Null when it is refused, or nobody waits for the answer any more. */
  async take(slot: string, request: unknown, call: (key: string) => Promise<BuyingGroup>): Promise<BuyingGroup | null> {
    if (this.state.kind === "joining") {
      return null;
    }
    this.state = { kind: "joining", inDoubt: false };
    const key = this.keys.keyFor(slot, request);
    try {
      const group = await untilCertain(() => call(key), {
        wait: this.wait,
        onDoubt: () => (this.state = { kind: "joining", inDoubt: true }),
        isOver: () => this.closed,
      });
      this.keys.settle(slot);
      this.state = { kind: "ready" };
      return group;
    } catch (error) {
      if (error instanceof NoLongerAsked) {
        return null;
      }
      if (!isCertain(error)) {
        throw error;
      }
      this.keys.settle(slot);
      this.state = { kind: "refused", problem: error };
      return null;
    }
  }

  close(): void {
    this.closed = true;
  }
}
