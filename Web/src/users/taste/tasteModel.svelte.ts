import type { InterestName, Taste } from "../../api/taste";
import { taste } from "../../app/services";

/** What the shop thinks its user likes, as the server has it after each change. */
export class TasteModel {
  current = $state.raw<Taste | null>(null);
  problem = $state.raw<unknown>(null);
  isBusy = $state(false);

  async load(): Promise<void> {
    try {
      this.current = await taste.get();
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  }

  remove(interest: InterestName): Promise<boolean> {
    return this.change(() => taste.remove(interest));
  }

  restore(interest: InterestName): Promise<boolean> {
    return this.change(() => taste.restore(interest));
  }

  forget(): Promise<boolean> {
    return this.change(() => taste.forget());
  }

  /** Shows the wanted position at once, and what the server says afterwards. */
  setPersonalised(enabled: boolean): Promise<boolean> {
    if (this.current !== null) {
      this.current = { ...this.current, personalised: enabled };
    }
    return this.change(() => taste.setPersonalised(enabled));
  }

  /** True when it was done; what could not be done is told by the problem, beside the state that holds. */
  private async change(act: () => Promise<unknown>): Promise<boolean> {
    this.isBusy = true;
    let failure: unknown = null;
    try {
      await act();
    } catch (error) {
      failure = error;
    }
    await this.load();
    this.problem ??= failure;
    this.isBusy = false;
    return failure === null;
  }
}
