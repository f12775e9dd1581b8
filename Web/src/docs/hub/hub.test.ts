import { describe, expect, it } from "vitest";
import { docsTexts } from "../../i18n/docs";
import { exampleRequest, liveHub } from "./contract";
import { FrameLog } from "./frameLog";

const known = new Set(["string", "integer", "number", "boolean", "time", "map of integer", "by type"]);

function plain(type: string): string {
  return type.replace(/\?$/, "").replace(/\[\]$/, "");
}

describe("the hub's contract", () => {
  it("has a description of every method and push in both languages", () => {
    for (const language of ["en", "zh"] as const) {
      const texts = docsTexts(language);
      expect(Object.keys(texts.methods).sort()).toEqual(liveHub.methods.map(({ name }) => name).sort());
      expect(Object.keys(texts.pushes).sort()).toEqual(liveHub.pushes.map(({ name }) => name).sort());
    }
  });

  it("explains every type that it names", () => {
    const fields = [
      ...liveHub.methods.flatMap(({ request, answer }) => [request, answer]),
      ...liveHub.pushes.map(({ data }) => data),
      ...Object.values(liveHub.types),
    ].flatMap((of) => Object.values(of));
    for (const type of [...fields, ...Object.values(liveHub.events)].map(plain)) {
      expect(known.has(type) || type in liveHub.types || /^["{]/.test(type), type).toBe(true);
    }
  });

  it("has an example of every method that can be sent", () => {
    for (const method of liveHub.methods) {
      const request = JSON.parse(exampleRequest(method, "r_1", () => "id-1")) as Record<string, unknown>;
      expect(Object.keys(method.request), method.name).toEqual(expect.arrayContaining(Object.keys(request)));
      expect(JSON.stringify(request), method.name).not.toContain("$");
    }
  });
});

describe("FrameLog", () => {
  it("keeps the last frames, newest first, and of a long one the beginning", () => {
    const log = new FrameLog(() => new Date(0));
    for (let index = 0; index < 150; index++) {
      log.add("pushed", "Pulse", { index });
    }
    log.add("answered", "JoinRoom", { text: "x".repeat(10_000) }, 12);
    expect(log.frames).toHaveLength(100);
    expect(log.frames[0]).toMatchObject({ number: 151, name: "JoinRoom", tookMs: 12 });
    expect(log.frames[0]?.body.length).toBeLessThan(4_100);
    expect(log.frames[1]?.body).toContain("149");
  });
});
