import { describe, expect, it } from "vitest";
import type { DrawProof } from "../../api/contract";
import { verifyDraw } from "./verifyDraw";

/** Made by a Python program of the published rules; the C# tests expect the same. */
const proof: DrawProof = {
  giveawayId: "g_tea",
  algorithm: "hmac-sha256-lowest-v1",
  seed: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
  commitment: "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd",
  prizeCount: 2,
  entrantsHash: "1794f9231dbe56489d9a558d519af7ed6fc70064fb4c42720bf1b539de53d4a1",
  winners: ["e_9752043aff4818461f1bdf91108587b8", "e_a840c68c5f7690df1cce0f3221e1c55f"],
  entrants: [
    "e_3ff9a81adc4cd0db2352c2a91d1e5ff1",
    "e_9451181bbc4881dfc5ad212e47fbd05e",
    "e_9752043aff4818461f1bdf91108587b8",
    "e_a840c68c5f7690df1cce0f3221e1c55f",
    "e_ec89a522f73bbb5b70907049b34913b0",
    "e_fa9e33555a95c41a9a4c0a88e3927e08",
  ],
};

function check(changed: Partial<DrawProof> = {}, commitment = proof.commitment) {
  return verifyDraw({ ...proof, ...changed }, commitment, crypto.subtle);
}

describe("verifyDraw", () => {
  it("finds nothing wrong with an honest draw", async () => {
    expect(await check()).toEqual({ seed: true, entrants: true, winners: true });
  });

  it("finds another seed than the one that was shown before", async () => {
    expect((await check({}, "0".repeat(64))).seed).toBe(false);
    expect((await check({ seed: "ff".repeat(32) })).seed).toBe(false);
    expect((await check({ seed: "short" })).seed).toBe(false);
  });

  it("finds entrants that were left out, added or repeated", async () => {
    expect((await check({ entrants: proof.entrants.slice(1) })).entrants).toBe(false);
    expect((await check({ entrants: [...proof.entrants, "e_zz"] })).entrants).toBe(false);
    expect((await check({ entrants: [proof.entrants[0] ?? "", ...proof.entrants] })).entrants).toBe(false);
  });

  it("finds winners that did not win", async () => {
    expect((await check({ winners: proof.winners.toReversed() })).winners).toBe(false);
    expect((await check({ winners: ["e_3ff9a81adc4cd0db2352c2a91d1e5ff1"] })).winners).toBe(false);
  });

  it("does not judge by rules that it does not know", async () => {
    expect(await check({ algorithm: "another" })).toEqual({ seed: false, entrants: false, winners: false });
  });
});
