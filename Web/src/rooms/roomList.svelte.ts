import type { RoomListItem } from "../api/contract";
import { userNames } from "../app/knownNames";
import { api } from "../app/services";
import { readAgain } from "../ui/readAgain";
import { sortRooms } from "./roomStatus";

const refreshEveryMs = 8_000;

/** The rooms, live ones first and the fullest of them in front; read again while the page is looked at. */
export class RoomList {
  rooms = $state.raw<readonly RoomListItem[] | null>(null);
  problem = $state.raw<unknown>(null);

  /** Starts reading; the returned function stops. */
  open(): () => void {
    void this.load();
    return readAgain(() => void this.load(), refreshEveryMs);
  }

  async load(): Promise<void> {
    try {
      const page = await api.rooms(null);
      for (const room of page.items) {
        userNames.remember(room.hostId, room.hostName);
      }
      this.rooms = sortRooms(page.items);
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  }
}
