import { describe, expect, it } from "vitest";
import { merchantTexts } from "../i18n/merchant";
import { describeSubject } from "./movementSubject";

describe("describeSubject", () => {
  it.each([
    ["o_0198d1c2b7a07f6aa1", "order …6aa1"],
    ["rf_0198d1c2b7a07f6ab2:l-1", "refund …6ab2"],
    ["d_0198d1c2b7a07f6ac3", "deal …6ac3"],
    ["gs_0198d1c2b7a07f6ad4", "group seat …6ad4"],
    ["update:12", "update:12"],
    ["sa_0198d1c2b7a07f6ae5", "change …6ae5"],
    ["lease:shard-3:0198d1c2b7a0", "…b7a0"],
  ])("%s is %s", (id, said) => {
    expect(describeSubject(id, merchantTexts("en"))).toBe(said);
  });
});
