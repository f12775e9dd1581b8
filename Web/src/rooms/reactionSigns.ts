import type { ReactionKind } from "../api/contract";
import type { Dictionary } from "../i18n/en";

export const reactionSigns: Readonly<Record<ReactionKind, string>> = {
  heart: "❤️",
  like: "👍",
  wow: "😮",
  fire: "🔥",
  clap: "👏",
};

export function reactionName(kind: ReactionKind, t: Dictionary): string {
  return kind === "like" ? t.thumb : t[kind];
}
