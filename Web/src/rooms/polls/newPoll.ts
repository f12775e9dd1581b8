import type { NewPoll } from "../../api/contract";

export const optionsMax = 6;

/** What a filled form asks for; options that were left empty are none, and the right one keeps its words. */
export function newPollOf(
  question: string,
  options: readonly string[],
  seconds: number | null,
  right: number,
): NewPoll {
  const filled = options.map((option, index) => ({ text: option.trim(), index })).filter(({ text }) => text !== "");
  const rightOption = filled.findIndex(({ index }) => index === right);
  return {
    question: question.trim(),
    options: filled.map(({ text }) => text),
    ...(seconds === null ? {} : { durationSeconds: seconds }),
    ...(rightOption < 0 ? {} : { rightOption }),
  };
}
