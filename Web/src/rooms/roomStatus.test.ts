import { describe, expect, it } from "vitest";
import type { RoomListItem, RoomStatus } from "../api/contract";
import { hostVerbs, sortRooms } from "./roomStatus";

function room(roomId: string, status: RoomStatus, viewers: number): RoomListItem {
  return {
    roomId,
    status,
    viewers,
    title: "",
    hostId: "",
    hostName: "",
    productIds: [],
    pins: [],
    playbackUrl: null,
    createdAt: "",
  };
}

describe("sortRooms", () => {
  it("puts live rooms first, the fullest in front", () => {
    const rooms = [room("a", "ended", 90), room("b", "live", 5), room("c", "scheduled", 0), room("d", "live", 50)];
    expect(sortRooms(rooms).map((sorted) => sorted.roomId)).toEqual(["d", "b", "c", "a"]);
  });
});

describe("hostVerbs", () => {
  it.each<[RoomStatus, readonly string[]]>([
    ["scheduled", ["rehearse", "start"]],
    ["rehearsal", ["start", "rehearsal/cancel"]],
    ["live", ["pause", "end"]],
    ["paused", ["start", "end"]],
    ["ended", ["replay"]],
    ["replay", []],
  ])("from %s: %j", (status, verbs) => {
    expect(hostVerbs(status)).toEqual(verbs);
  });
});
