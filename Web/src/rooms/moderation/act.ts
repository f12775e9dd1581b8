import type { ModerationAct } from "../../api/contract";
import { api } from "../../app/services";
import { language } from "../../i18n/language.svelte";
import { describeProblem } from "../../i18n/problems";
import { notices } from "../../ui/notices.svelte";

/** Does something in charge of a room; says why when it is refused. Answers whether it was done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    notices.show(describeProblem(error, language.t), "bad");
    return false;
  }
}

export function moderate(roomId: string, act: ModerationAct): Promise<boolean> {
  return attempt(() => api.moderate(roomId, act));
}
