import { describe, expect, it } from "vitest";
import { docsTexts } from "../../i18n/docs";
import { exampleRequest, hubContracts } from "./contract";
import { FrameLog } from "./frameLog";

const known = new Set(["string", "integer", "number", "boolean", "time", "map of integer", "by type"]);

function plain(type: string): string {
  return type.replace(/\?$/, "").replace(/\[\]$/, "");
}

const hubs = Object.values(hubContracts);

describe("the hubs' contracts", () => {
  it("have a description of every method and push in both languages", () => {
    for (const language of ["en", "zh"] as const) {
      const texts = docsTexts(language);
      const methods = hubs.flatMap((hub) => hub.methods.map(({ name }) => name));
      const pushes = hubs.flatMap((hub) => hub.pushes.map(({ name }) => name));
      expect(Object.keys(texts.methods).sort()).toEqual(methods.sort());
      expect(Object.keys(texts.pushes).sort()).toEqual(pushes.sort());
    }
  });
});

describe.each(hubs)("the contract of $path", (hub) => {
  it("explains every type that it names", () => {
    const fields = [
      ...hub.methods.flatMap(({ request, answer }) => [request, answer]),
      ...hub.pushes.map(({ data }) => data),
      ...Object.values(hub.types),
    ].flatMap((of) => Object.values(of));
    for (const type of [...fields, ...Object.values(hub.events)].map(plain)) {
      expect(known.has(type) || type in hub.types || /^["{]/.test(type), type).toBe(true);
    }
  });

  it("has an example of every method that can be sent", () => {
    for (const method of hub.methods) {
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
