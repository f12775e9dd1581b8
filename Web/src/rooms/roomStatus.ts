import type { RoomListItem, RoomStatus, RoomVerb, VideoState } from "../api/contract";
import type { Dictionary } from "../i18n/en";

export function statusText(status: RoomStatus, t: Dictionary): string {
  switch (status) {
    case "scheduled":
      return t.statusScheduled;
    case "rehearsal":
      return t.statusRehearsal;
    case "live":
      return t.statusLive;
    case "paused":
      return t.statusPaused;
    case "ended":
      return t.statusEnded;
    case "replay":
      return t.statusReplay;
  }
}

/** What the closed stall says; null while it is open. */
export function sceneText(status: RoomStatus, t: Dictionary): string | null {
  switch (status) {
    case "scheduled":
      return t.sceneScheduled;
    case "paused":
      return t.scenePaused;
    case "ended":
      return t.sceneEnded;
    default:
      return null;
  }
}

/** What is said of a video that does not do well; null while it does. */
export function lateText(state: VideoState, t: Dictionary): string | null {
  switch (state) {
    case "degraded":
      return t.videoLate;
    case "offline":
      return t.videoOffline;
    default:
      return null;
  }
}

/** The steps a host can take from a status. */
export function hostVerbs(status: RoomStatus): readonly RoomVerb[] {
  switch (status) {
    case "scheduled":
      return ["rehearse", "start"];
    case "rehearsal":
      return ["start", "rehearsal/cancel"];
    case "live":
      return ["pause", "end"];
    case "paused":
      return ["start", "end"];
    case "ended":
      return ["replay"];
    default:
      return [];
  }
}

const order: readonly RoomStatus[] = ["live", "paused", "scheduled", "rehearsal", "replay", "ended"];

/** Live rooms first, the fullest in front. */
export function sortRooms(rooms: readonly RoomListItem[]): readonly RoomListItem[] {
  return [...rooms].sort(
    (left, right) =>
      order.indexOf(left.status) - order.indexOf(right.status) ||
      right.viewers - left.viewers ||
      left.roomId.localeCompare(right.roomId),
  );
}
