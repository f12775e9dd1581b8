import { describe, expect, it } from "vitest";
import { Announcer } from "./announcer";

const say = (text: string): { displayName: string; text: string } => ({ displayName: "Mei", text });

function clocked(): { announcer: Announcer; pass: (ms: number) => void } {
  let now = 1_000;
  return {
    announcer: new Announcer({ now: () => now }),
    pass: (ms) => {
      now += ms;
    },
  };
}

describe("Announcer", () => {
  it("says the first comment at once", () => {
    const { announcer } = clocked();
    expect(announcer.offer([say("hello")])).toBe(0);
    expect(announcer.take()).toEqual({ said: [say("hello")], more: 0 });
    expect(announcer.take()).toBeNull();
  });

  it("says nothing when nobody says anything", () => {
    const { announcer } = clocked();
    expect(announcer.offer([])).toBeNull();
    expect(announcer.take()).toBeNull();
  });

  it("waits, then says the newest and how many there were besides", () => {
    const { announcer, pass } = clocked();
    announcer.offer([say("first")]);
    announcer.take();
    pass(1_000);
    expect(announcer.offer([say("a"), say("b"), say("c")])).toBe(4_000);
    expect(announcer.take()).toBeNull();
    pass(4_000);
    expect(announcer.offer([say("d")])).toBe(0);
    expect(announcer.take()).toEqual({ said: [say("c"), say("d")], more: 2 });
  });

  it("speaks no more often than one can listen, however much is said", () => {
    const { announcer, pass } = clocked();
    let announcements = 0;
    let told = 0;
    for (let tick = 0; tick < 600; tick++) {
      announcer.offer(Array.from({ length: 10 }, (_, index) => say(`${tick}/${index}`)));
      const announcement = announcer.take();
      if (announcement !== null) {
        announcements++;
        told += announcement.said.length + announcement.more;
        expect(announcement.said.length).toBeLessThanOrEqual(2);
      }
      pass(100);
    }
    expect(announcements).toBe(12);
    expect(told).toBeGreaterThan(5_400);
  });
});
