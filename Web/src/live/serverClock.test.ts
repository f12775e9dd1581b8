import { describe, expect, it } from "vitest";
import { ServerClock } from "./serverClock";

const noon = Date.parse("2026-01-01T12:00:00Z");

describe("ServerClock", () => {
  it("is the local clock before the server was heard", () => {
    expect(new ServerClock(() => noon).now()).toBe(noon);
  });

  it("believes the stamp that came the fastest", () => {
    let local = noon;
    const clock = new ServerClock(() => local);
    local = noon - 5_000 + 400;
    clock.note("2026-01-01T12:00:00Z");
    local = noon - 5_000 + 1_020;
    clock.note("2026-01-01T12:00:01Z");
    local = noon - 5_000 + 2_900;
    clock.note("2026-01-01T12:00:02Z");
    expect(clock.now() - local).toBe(4_980);
  });

  it("leaves out what is no time", () => {
    const clock = new ServerClock(() => noon);
    clock.note(undefined);
    clock.note("soon");
    expect(clock.now()).toBe(noon);
  });

  it("starts anew when it forgets", () => {
    const clock = new ServerClock(() => noon);
    clock.note("2026-01-01T13:00:00Z");
    clock.forget();
    expect(clock.now()).toBe(noon);
  });
});
