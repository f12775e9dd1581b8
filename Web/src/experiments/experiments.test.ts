import { describe, expect, it } from "vitest";
import type { ReportPoint } from "../api/contract";
import { layOut } from "./chart";
import { formatParameters, parseParameters } from "./parameters";

describe("parseParameters", () => {
  it.each([
    ["", {}],
    ["diversity=0.3", { diversity: 0.3 }],
    [" retriever.friend=0,  weight.room=2e0;x=-1 ", { "retriever.friend": 0, "weight.room": 2, x: -1 }],
  ])("reads %j", (text, expected) => {
    expect(parseParameters(text)).toEqual(expected);
  });

  it.each(["diversity", "diversity=", "=1", "a=b", "a=1=2", "a=1 a=2", "a=Infinity"])("does not read %j", (text) => {
    expect(parseParameters(text)).toBeNull();
  });

  it("reads what it wrote", () => {
    const parameters = { diversity: 0.3, "retriever.friend": 0 };
    expect(parseParameters(formatParameters(parameters))).toEqual(parameters);
  });
});

describe("layOut", () => {
  const point = (minute: number, difference: number, reach: number | null): ReportPoint => ({
    at: new Date(minute * 60_000).toISOString(),
    units: 100,
    differences: [
      {
        difference,
        low: reach === null ? null : difference - reach,
        high: reach === null ? null : difference + reach,
        pValue: 0.5,
      },
    ],
    allocation: [0.5, 0.5],
  });

  it("says nothing before two looks know something", () => {
    expect(layOut([], 100, 50)).toBeNull();
    expect(layOut([point(0, 0, null), point(1, 0, null), point(2, 1, 1)], 100, 50)).toBeNull();
  });

  it("puts time from left to right and zero where it is", () => {
    const chart = layOut([point(0, 0, 4), point(1, 0, 2), point(4, 2, 2)], 100, 80);
    expect(chart).toEqual({
      bands: [{ line: "M0,40L25,40L100,20", area: "M0,0L25,20L100,0L100,40L25,60L0,80Z" }],
      zero: 40,
      low: -4,
      high: 4,
    });
  });
});
