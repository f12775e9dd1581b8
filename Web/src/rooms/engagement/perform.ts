import type { Dictionary } from "../../i18n/en";
import { describeProblem } from "../../i18n/problems";
import { notices } from "../../ui/notices.svelte";

/** Does what was asked for and says why when it was refused. */
export async function perform(work: () => Promise<unknown>, t: Dictionary): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    notices.show(describeProblem(error, t), "bad");
    return false;
  }
}
