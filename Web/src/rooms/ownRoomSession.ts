import { reactionKinds, type Me, type ReactionKind } from "../api/contract";
import { link } from "../app/services";
import { language } from "../i18n/language.svelte";
import { describeCode } from "../i18n/problems";
import { RoomSession } from "../live/roomSession.svelte";
import { notices } from "../ui/notices.svelte";

/** A room as whoever is signed in sees it: refused comments are told, and reactions of others float. */
export function ownRoomSession(
  roomId: string,
  me: Me,
  float: (kind: ReactionKind, count: number) => void,
): RoomSession {
  return new RoomSession({
    roomId,
    own: { userId: me.userId, displayName: me.displayName },
    link,
    onReactions: (growth) => {
      for (const kind of reactionKinds) {
        const count = growth[kind] ?? 0;
        if (count > 0) {
          float(kind, count);
        }
      }
    },
    onCommentRefused: (code, retryAfterMs) =>
      notices.show(describeCode(code, retryAfterMs, language.t, "problemCommentRefused"), "bad"),
  });
}
