import { describe, expect, it } from "vitest";
import type { RoomStanding } from "../../api/contract";
import { moderationTexts } from "../../i18n/moderation";
import { openModes } from "../../live/roomFeed";
import { describeHold, describeModes, holdOf } from "./writing";

const viewer: RoomStanding = { role: "viewer", isMuted: false, mutedUntil: null };
const now = Date.parse("2026-01-01T12:00:00Z");
const t = moderationTexts("en");

describe("holdOf", () => {
  it("lets a viewer write when nothing is against it", () => {
    expect(holdOf(viewer, 0, now)).toBeNull();
    expect(holdOf(viewer, now, now)).toBeNull();
  });

  it("counts the seconds of slow mode down for viewers only", () => {
    const hold = holdOf(viewer, now + 4_200, now);
    expect(hold).toEqual({ kind: "slow", until: now + 4_200 });
    expect(hold && describeHold(hold, now, t)).toBe(t.slowFor(5));
    expect(holdOf({ ...viewer, role: "moderator" }, now + 4_200, now)).toBeNull();
    expect(holdOf({ ...viewer, role: "host" }, now + 4_200, now)).toBeNull();
  });

  it("keeps a muted viewer until the mute ends", () => {
    const muted = { ...viewer, isMuted: true, mutedUntil: "2026-01-01T12:00:30Z" };
    const hold = holdOf(muted, 0, now);
    expect(hold && describeHold(hold, now, t)).toBe(t.mutedFor(30));
    expect(holdOf(muted, 0, now + 30_000)).toBeNull();
  });

  it("says when a mute has no end", () => {
    const hold = holdOf({ ...viewer, isMuted: true }, 0, now);
    expect(hold && describeHold(hold, now, t)).toBe(t.mutedForGood);
  });
});

describe("describeModes", () => {
  it("names the strictest condition", () => {
    expect(describeModes(openModes, t)).toBeNull();
    expect(describeModes({ ...openModes, slowModeSeconds: 30 }, t)).toBe(t.slowHint(30));
    expect(describeModes({ slowModeSeconds: 30, followersOnly: true, buyersOnly: false }, t)).toBe(t.followersHint);
    expect(describeModes({ slowModeSeconds: 30, followersOnly: true, buyersOnly: true }, t)).toBe(t.buyersHint);
  });
});
