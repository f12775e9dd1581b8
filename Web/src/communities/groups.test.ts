import { describe, expect, it } from "vitest";
import type { BuyingGroup, GroupSeat } from "../api/groups";
import { ApiProblem } from "../api/problem";
import { groupTexts } from "../i18n/groups";
import { KeyMemory } from "../orders/purchase/keyMemory";
import { groupStatusText, isJoinable, isMember, needOf } from "./groupStanding";
import { SeatTaking } from "./seat.svelte";

const price = (amountMinor: number): { amountMinor: number; currency: string } => ({ amountMinor, currency: "CNY" });

function group(people: number, changes: Partial<BuyingGroup> = {}): BuyingGroup {
  return {
    groupId: "g1",
    offerId: "go1",
    productId: "p1",
    status: "open",
    tiers: [
      { people: 2, price: price(900) },
      { people: 4, price: price(700) },
    ],
    size: 5,
    members: Array.from({ length: people }, (_, index) => ({
      displayName: `M${index}`,
      quantity: 1,
      isLeader: index === 0,
      isPaid: true,
      joinedAt: "2026-01-01T12:00:00Z",
    })),
    price: price(900),
    isPrivate: false,
    openedAt: "2026-01-01T12:00:00Z",
    endsAt: "2026-01-01T13:00:00Z",
    ...changes,
  };
}

const seatOf = (status: GroupSeat["status"]): GroupSeat => ({
  status,
  quantity: 1,
  charged: price(900),
  returned: price(0),
});

describe("needOf", () => {
  it("counts who is missing to buy at all, and to buy for less", () => {
    expect(needOf(group(1))).toEqual({ toBuy: 1, next: { people: 3, price: price(700) } });
    expect(needOf(group(2))).toEqual({ toBuy: 0, next: { people: 2, price: price(700) } });
    expect(needOf(group(4))).toEqual({ toBuy: 0, next: null });
  });
});

describe("a group", () => {
  it("can be joined by whoever is not in it, while it is open and not full", () => {
    expect(isJoinable(group(1))).toBe(true);
    expect(isJoinable(group(1, { me: seatOf("out") }))).toBe(true);
    expect(isJoinable(group(1, { me: seatOf("paid") }))).toBe(false);
    expect(isJoinable(group(5))).toBe(false);
    expect(isJoinable(group(1, { status: "failed" }))).toBe(false);
    expect([isMember(group(1)), isMember(group(1, { me: seatOf("joining") }))]).toEqual([false, true]);
  });

  it("says what became of it", () => {
    const words = groupTexts("en");
    expect(groupStatusText(group(1, { status: "failed" }), words).hint).toBe(words.failedHint);
    expect(groupStatusText(group(1), words).name).toBe(words.statusOpen);
  });
});

describe("SeatTaking", () => {
  const kept = new Map<string, string>();
  let ids = 0;
  const keys = (): KeyMemory =>
    new KeyMemory(
      {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
      "u1",
      () => `key${++ids}`,
      () => 0,
    );
  const open = (): SeatTaking => new SeatTaking(keys(), () => Promise.resolve());

  it("repeats a request whose answer was lost under its key, also on another page", async () => {
    const asked: string[] = [];
    void open().take("join:g1", { quantity: 1 }, (key) => {
      asked.push(key);
      return new Promise(() => undefined);
    });
    const answers = [ApiProblem.network("gone"), group(2)];
    const joined = await open().take("join:g1", { quantity: 1 }, (key) => {
      asked.push(key);
      const next = answers.shift();
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next ?? group(1));
    });
    expect(new Set(asked).size).toBe(1);
    expect([asked.length, joined?.members.length, kept.size]).toEqual([3, 2, 0]);
  });

  it("asks under another key for something else, and after a refusal", async () => {
    const first = keys().keyFor("join:g2", { quantity: 1 });
    expect(keys().keyFor("join:g2", { quantity: 2 })).not.toBe(first);
    const seat = open();
    expect(await seat.take("join:g3", {}, () => Promise.reject(new ApiProblem(409, "group-full", {})))).toBeNull();
    expect(seat.state).toMatchObject({ kind: "refused", problem: { code: "group-full" } });
    expect(kept.has("socialcommerce.key.u1.join:g3")).toBe(false);
  });
});
