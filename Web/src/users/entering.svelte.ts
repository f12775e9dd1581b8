import { ApiProblem } from "../api/problem";
import { language } from "../i18n/language.svelte";
import { describeProblem } from "../i18n/problems";

/** One place where one can sign in: whether it is under way, and why it failed. */
export class Entering {
  busy = $state(false);
  failure = $state<string | null>(null);

  async enter(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failure = null;
    try {
      await work();
    } catch (error) {
      this.failure = explain(error);
    } finally {
      this.busy = false;
    }
  }
}

function explain(error: unknown): string {
  const { t } = language;
  if (error instanceof ApiProblem && error.status === 401) {
    return t.problemCredentials;
  }
  if (error instanceof ApiProblem && error.status === 409) {
    return t.problemTaken;
  }
  const fields = error instanceof ApiProblem ? Object.entries(error.problem.errors ?? {}) : [];
  // The server words its remarks on fields in English.
  const remarks = language.current === "en" ? fields.map(([field, said]) => `${field} ${said.join(", ")}.`) : [];
  return [describeProblem(error, t), ...remarks].join(" ");
}
