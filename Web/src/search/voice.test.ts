import { beforeEach, describe, expect, it, vi } from "vitest";
import { findRecognition, listen, type Recognition, type RecognitionEvent } from "./voice";

class FakeRecognition implements Recognition {
  static last: FakeRecognition;
  lang = "";
  interimResults = false;
  continuous = true;
  onresult: ((event: RecognitionEvent) => void) | null = null;
  onerror: ((event: { readonly error: string }) => void) | null = null;
  onend: (() => void) | null = null;
  readonly start = vi.fn();
  readonly abort = vi.fn();
  readonly stop = vi.fn();

  constructor() {
    FakeRecognition.last = this;
  }

  hear(isFinal: boolean, ...texts: string[]): void {
    this.onresult?.({ results: texts.map((transcript) => Object.assign([{ transcript }], { isFinal })) });
  }
}

describe("voice", () => {
  const listener = { heard: vi.fn(), said: vi.fn(), failed: vi.fn(), ended: vi.fn() };

  beforeEach(() => vi.clearAllMocks());

  it("is not there where the browser has none", () => {
    expect(findRecognition({})).toBeNull();
    expect(findRecognition({ webkitSpeechRecognition: FakeRecognition })).toBe(FakeRecognition);
  });

  it("tells what it hears, and once what was said", () => {
    listen(FakeRecognition, "zh-CN", listener);
    expect(FakeRecognition.last).toMatchObject({ lang: "zh-CN", interimResults: true, continuous: false });
    FakeRecognition.last.hear(false, "茶");
    FakeRecognition.last.hear(true, "茶壶");
    FakeRecognition.last.onend?.();
    expect(listener.heard.mock.calls).toEqual([["茶"], ["茶壶"]]);
    expect(listener.said.mock.calls).toEqual([["茶壶"]]);
    expect(listener.ended).toHaveBeenCalledTimes(1);
  });

  it("takes what it understood when the browser just ends", () => {
    listen(FakeRecognition, "en", listener);
    FakeRecognition.last.hear(false, "red ", "teapot");
    FakeRecognition.last.onend?.();
    expect(listener.said).toHaveBeenCalledWith("red teapot");
  });

  it.each([
    ["not-allowed", "denied"],
    ["no-speech", "nothing"],
    ["network", "unavailable"],
  ])("says kindly that %s is %s", (error, failure) => {
    listen(FakeRecognition, "en", listener);
    FakeRecognition.last.onerror?.({ error });
    FakeRecognition.last.onend?.();
    expect(listener.failed.mock.calls).toEqual([[failure]]);
    expect(listener.ended).toHaveBeenCalledTimes(1);
  });

  it("says nothing when it was stopped before anything was said", () => {
    listen(FakeRecognition, "en", listener);
    FakeRecognition.last.onerror?.({ error: "aborted" });
    FakeRecognition.last.onend?.();
    expect(listener.failed).not.toHaveBeenCalled();
  });
});
