import type { RoomModes, RoomStanding } from "../../api/contract";
import type { ModerationTexts } from "../../i18n/moderation";

/** Why this viewer cannot write at this moment; null when the server may be asked. */
export type Hold =
  { readonly kind: "muted"; readonly until: number | null } | { readonly kind: "slow"; readonly until: number };

export function holdOf(you: RoomStanding, waitUntil: number, now: number): Hold | null {
  if (you.isMuted) {
    const until = you.mutedUntil === null ? null : Date.parse(you.mutedUntil);
    if (until === null || until > now) {
      return { kind: "muted", until };
    }
  }
  return you.role === "viewer" && waitUntil > now ? { kind: "slow", until: waitUntil } : null;
}

export function describeHold(hold: Hold, now: number, t: ModerationTexts): string {
  if (hold.until === null) {
    return t.mutedForGood;
  }
  const seconds = Math.max(1, Math.ceil((hold.until - now) / 1_000));
  return hold.kind === "muted" ? t.mutedFor(seconds) : t.slowFor(seconds);
}

/** What the room asks of whoever wants to write; null when nothing. */
export function describeModes(modes: RoomModes, t: ModerationTexts): string | null {
  if (modes.buyersOnly) {
    return t.buyersHint;
  }
  if (modes.followersOnly) {
    return t.followersHint;
  }
  return modes.slowModeSeconds > 0 ? t.slowHint(modes.slowModeSeconds) : null;
}
