import { orders } from "../app/services";

/** The ways in which the simulated provider can be told to end a payment (docs/api.md). */
export const simulatedMethods = [
  "test-card",
  "test-action",
  "test-late-4000",
  "test-timeout",
  "test-declined",
] as const;

export type SimulatedMethod = (typeof simulatedMethods)[number];

/** Who takes the money of this shop; asked once. */
class PaymentDesk {
  provider = $state.raw<string | null>(null);
  /** What was chosen last, for the next payment too. */
  simulated = $state<SimulatedMethod>("test-card");
  private asked: Promise<void> | null = null;

  get isSimulated(): boolean {
    return this.provider === "simulated";
  }

  /** What the provider knows the means by; null for its own default. */
  get method(): string | null {
    return this.isSimulated ? this.simulated : null;
  }

  open(): Promise<void> {
    this.asked ??= this.ask();
    return this.asked;
  }

  private async ask(): Promise<void> {
    try {
      this.provider = (await orders.paymentProvider()).provider;
    } catch (error) {
      // It can be paid all the same: by what the provider takes for granted.
      console.warn("The provider of payments could not be asked for.", error);
      this.asked = null;
    }
  }
}

export const paymentDesk = new PaymentDesk();
