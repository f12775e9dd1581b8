import type { DemoAccount } from "../api/contract";
import { ApiProblem } from "../api/problem";
import { api } from "../app/services";

/** Nobody is kept from signing in by a question that is not answered. */
const answerLimitMs = 1_500;

/** Whether this is a demo shop, and which accounts one may walk in with; asked once. */
class DemoShop {
  accounts = $state.raw<readonly DemoAccount[]>([]);
  /** What is offered may be shown: it is known, or takes too long to wait for. */
  isAnswered = $state(false);
  private asked: Promise<void> | null = null;

  ask(): void {
    this.asked ??= this.load();
  }

  private async load(): Promise<void> {
    const late = setTimeout(() => (this.isAnswered = true), answerLimitMs);
    try {
      this.accounts = (await api.demo()).accounts;
    } catch (error) {
      // 404 is the answer of a shop that is no demo.
      if (!(error instanceof ApiProblem && error.status === 404)) {
        console.warn("Could not ask whether this is a demo shop.", error);
        this.asked = null;
      }
    } finally {
      clearTimeout(late);
      this.isAnswered = true;
    }
  }
}

export const demoShop = new DemoShop();
