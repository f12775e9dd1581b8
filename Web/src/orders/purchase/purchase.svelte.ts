import type { NewOrder, Order, OrderCalls } from "../../api/orders";
import { ApiProblem } from "../../api/problem";
import { isCertain, NoLongerAsked, untilCertain } from "./certainty";
import type { BegunPurchase, PurchaseMemory } from "./purchaseMemory";
import { standingOf, type Standing } from "./standing";

export type PurchaseState =
  | { readonly kind: "ready" }
  /** In doubt: no answer came, and it is asked again under the same key. */
  | { readonly kind: "placing"; readonly inDoubt: boolean }
  | { readonly kind: "paying"; readonly order: Order; readonly inDoubt: boolean }
  | { readonly kind: Standing; readonly order: Order }
  | { readonly kind: "refused"; readonly problem: ApiProblem };

export interface PurchaseOptions {
  /** Where it is bought: one purchase at a time for each. */
  readonly slot: string;
  readonly memory: PurchaseMemory;
  readonly calls: Pick<OrderCalls, "place" | "pay" | "get" | "cancel" | "confirmSimulated">;
  readonly newId: () => string;
  readonly now: () => number;
  readonly serverNow: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Calls back when the server has news of an order; answers how to stop. */
  readonly watch: (orderId: string, listener: () => void) => () => void;
}

const lookAgainMs = 1_500;
const lookAgainMaxMs = 6_000;

/**
 * One purchase, from the press of the button to a certain end. The order is placed first, which holds the units, and then
 * paid; either step keeps its key until it was answered for certain, so that it happens once whatever is lost on the way.
 */
export class Purchase {
  state = $state.raw<PurchaseState>({ kind: "ready" });
  private begun: BegunPurchase | null = null;
  private running = false;
  /** Counts what was begun or given up, so that an answer to something earlier changes nothing. */
  private generation = 0;
  private unwatch: (() => void) | null = null;

  constructor(private readonly options: PurchaseOptions) {}

  /** Takes up what an earlier page began; answers whether there was anything. */
  async resume(): Promise<boolean> {
    const begun = this.options.memory.find(this.options.slot);
    if (begun === null || this.running) {
      return false;
    }
    this.begun = begun;
    await this.run(() => (begun.orderId === undefined || begun.payKey !== undefined ? this.carryOut() : this.see()));
    return true;
  }

  /** A second press while the first is under way does nothing. */
  async buy(order: NewOrder, method: string | null): Promise<void> {
    if (this.running) {
      return;
    }
    this.keep({ begunAt: this.options.now(), order, placeKey: this.options.newId(), method });
    await this.run(() => this.carryOut());
  }

  /** Another attempt to pay for the order that is held. */
  async pay(method: string | null): Promise<void> {
    if (this.running || this.begun === null || this.state.kind !== "payable") {
      return;
    }
    this.keep({ ...withoutPayKey(this.begun), begunAt: this.options.now(), method });
    await this.run(() => this.carryOut());
  }

  /** Takes up an order that somebody else has read. */
  adopt(order: Order): void {
    if (!this.running) {
      const { options } = this;
      const known = options.memory.find(options.slot);
      this.begun = known ?? {
        begunAt: options.now(),
        order: { items: [] },
        placeKey: order.orderId,
        orderId: order.orderId,
        method: null,
      };
      this.settle(order);
    }
  }

  /** What the buyer answers the bank that the simulated provider plays, which hears the first answer only. */
  async confirm(approve: boolean): Promise<void> {
    const { state } = this;
    const paymentId = state.kind === "acting" ? state.order.payment.paymentId : undefined;
    if (state.kind !== "acting" || paymentId === undefined || this.running) {
      return;
    }
    await this.run(async () => {
      this.state = { kind: "paying", order: state.order, inDoubt: false };
      await this.ask(() => this.options.calls.confirmSimulated(paymentId, approve));
      await this.see();
    });
  }

  /** Throws what the server refuses. */
  async cancel(): Promise<void> {
    const { state } = this;
    if (!("order" in state) || this.running) {
      return;
    }
    this.running = true;
    try {
      this.settle(await this.options.calls.cancel(state.order.orderId));
    } finally {
      this.running = false;
    }
    this.follow();
  }

  /** Asks how the order stands. */
  async look(): Promise<void> {
    if ("order" in this.state && !this.running) {
      await this.run(() => this.see());
    }
  }

  /** Nobody waits for the answer any more. What was placed and not paid lets go of its units by itself. */
  reset(): void {
    this.close();
    this.options.memory.forget(this.options.slot);
    this.begun = null;
    this.state = { kind: "ready" };
  }

  /** The page goes away; what was begun stays kept. */
  close(): void {
    this.generation++;
    this.running = false;
    this.unwatch?.();
    this.unwatch = null;
  }

  private async run(work: () => Promise<void>): Promise<void> {
    const generation = ++this.generation;
    this.running = true;
    try {
      await work();
    } catch (error) {
      if (generation !== this.generation || error instanceof NoLongerAsked) {
        return;
      }
      if (!isCertain(error)) {
        throw error;
      }
      this.options.memory.forget(this.options.slot);
      this.state = { kind: "refused", problem: error };
    } finally {
      if (generation === this.generation) {
        this.running = false;
      }
    }
    this.follow();
  }

  private async carryOut(): Promise<void> {
    const orderId = this.begun?.orderId;
    const order = orderId === undefined ? await this.place() : await this.ask(() => this.options.calls.get(orderId));
    if (this.standing(order) === "payable") {
      await this.payFor(order);
    } else {
      this.settle(order);
    }
  }

  private async place(): Promise<Order> {
    const begun = this.demandBegun();
    this.state = { kind: "placing", inDoubt: false };
    const order = await this.ask(() => this.options.calls.place(begun.order, begun.placeKey));
    this.keep({ ...begun, orderId: order.orderId });
    return order;
  }

  private async payFor(order: Order): Promise<void> {
    const begun = this.demandBegun();
    const payKey = begun.payKey ?? this.options.newId();
    this.keep({ ...begun, orderId: order.orderId, payKey });
    this.state = { kind: "paying", order, inDoubt: false };
    this.watch(order.orderId);
    try {
      this.settle(await this.ask(() => this.options.calls.pay(order.orderId, begun.method, payKey)));
    } catch (error) {
      if (!(error instanceof ApiProblem && (error.status === 409 || error.code === "payment-declined"))) {
        throw error;
      }
      // Declined, or another attempt was first: the order knows.
      this.keep(withoutPayKey(this.demandBegun()));
      await this.see();
    }
  }

  private async see(): Promise<void> {
    const orderId = this.begun?.orderId;
    if (orderId !== undefined) {
      this.settle(await this.ask(() => this.options.calls.get(orderId)));
    }
  }

  private settle(order: Order): void {
    const kind = this.standing(order);
    this.state = { kind, order };
    this.watch(order.orderId);
    if (kind === "paid" || kind === "over") {
      this.options.memory.forget(this.options.slot);
    } else if (kind === "payable" && this.begun !== null) {
      this.keep({ ...withoutPayKey(this.begun), orderId: order.orderId });
    }
    if (!this.running) {
      this.follow();
    }
  }

  /** As long as the end is open, the server's news and a look now and then bring it. */
  private follow(): void {
    const { state } = this;
    if (state.kind === "deciding" || state.kind === "acting") {
      void this.lookAgain(++this.generation);
    }
  }

  /** News of this order is for whoever looks at the purchase, to its end and beyond. */
  private watch(orderId: string): void {
    this.unwatch ??= this.options.watch(orderId, () => {
      if (this.state.kind === "deciding" || this.state.kind === "acting" || this.state.kind === "payable") {
        void this.look();
      }
    });
  }

  private async lookAgain(generation: number): Promise<void> {
    for (let delay = lookAgainMs; ; delay = Math.min(lookAgainMaxMs, delay * 1.5)) {
      await this.options.wait(delay);
      const { state } = this;
      if (generation !== this.generation || (state.kind !== "deciding" && state.kind !== "acting")) {
        return;
      }
      try {
        const order = await this.options.calls.get(state.order.orderId);
        if (generation !== this.generation) {
          return;
        }
        if (this.standing(order) !== state.kind) {
          this.settle(order);
          return;
        }
      } catch (error) {
        console.debug("The order could not be read; asking again.", error);
      }
    }
  }

  private ask<T>(call: () => Promise<T>): Promise<T> {
    const { generation } = this;
    return untilCertain(call, {
      wait: this.options.wait,
      isOver: () => generation !== this.generation,
      onDoubt: () => {
        if (generation === this.generation && (this.state.kind === "placing" || this.state.kind === "paying")) {
          this.state = { ...this.state, inDoubt: true };
        }
      },
    });
  }

  private standing(order: Order): Standing {
    return standingOf(order, this.options.serverNow());
  }

  private keep(begun: BegunPurchase): void {
    this.begun = begun;
    this.options.memory.keep(this.options.slot, begun);
  }

  private demandBegun(): BegunPurchase {
    if (this.begun === null) {
      throw new Error("Nothing was begun.");
    }
    return this.begun;
  }
}

function withoutPayKey({ payKey: _, ...begun }: BegunPurchase): BegunPurchase {
  return begun;
}
