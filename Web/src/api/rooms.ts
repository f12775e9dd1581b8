import type { Deal, Page, RoomListItem } from "./contract";
import type { HttpClient } from "./http";

/** What everybody may read of a room, without being in it. */
export class RoomReads {
  constructor(private readonly http: HttpClient) {}

  get(roomId: string): Promise<RoomListItem> {
    return this.http.request("GET", `/rooms/${encodeURIComponent(roomId)}`);
  }

  deals(roomId: string): Promise<Page<Deal>> {
    return this.http.request("GET", `/rooms/${encodeURIComponent(roomId)}/deals`);
  }
}
