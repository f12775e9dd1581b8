import { describe, expect, it } from "vitest";
import type { Giveaway, Poll, Question, RoomSnapshot } from "../../api/contract";
import { applyEngagement, engagementOf, shareOf, withCounts, withWanted, type EngagementEvent } from "./board";

const at = "2026-01-01T12:00:00Z";
const empty = engagementOf({} as RoomSnapshot);
const poll = (pollId: string, more: Partial<Poll> = {}): Poll => ({
  pollId,
  question: "Which pot?",
  options: ["Red", "Blue"],
  isQuiz: false,
  openedAt: at,
  tally: [0, 0],
  ...more,
});
const question = (questionId: string, more: Partial<Question> = {}): Question => ({
  questionId,
  userId: "u-1",
  displayName: "Ann",
  text: "How big?",
  askedAt: at,
  status: "waiting",
  shown: false,
  votes: 0,
  ...more,
});
const giveaway = (giveawayId: string, more: Partial<Giveaway> = {}): Giveaway => ({
  giveawayId,
  prize: "A teapot",
  prizeCount: 1,
  condition: "anyone",
  commitment: "c",
  status: "open",
  openedAt: at,
  closesAt: at,
  entrants: 0,
  winners: [],
  returned: 0,
  ...more,
});

function apply(...events: (readonly [EngagementEvent["type"], Poll | Question | Giveaway])[]) {
  return events.reduce(
    (board, [type, data], seq) => applyEngagement(board, { seq, type, at, data } as EngagementEvent),
    empty,
  );
}

describe("engagement board", () => {
  it("takes the tally of a pulse while a poll is open, and the final one for good", () => {
    const open = apply(["poll.opened", poll("v-1")], ["giveaway.opened", giveaway("g-1")]);
    const pulse = {
      roomId: "r-1",
      viewers: 1,
      reactions: {},
      polls: [{ pollId: "v-1", tally: [1, 3] }],
      giveaways: [{ giveawayId: "g-1", entrants: 7 }],
    };
    const counted = withCounts(open, pulse);
    expect([counted.polls[0]?.tally, counted.giveaways[0]?.entrants]).toEqual([[1, 3], 7]);

    const closed = apply(
      ["poll.opened", poll("v-1")],
      ["poll.closed", poll("v-1", { closedAt: at, tally: [2, 3] })],
      ["giveaway.drawn", giveaway("g-1", { status: "drawn", entrants: 9 })],
    );
    const late = withCounts(closed, pulse);
    expect([late.polls[0]?.tally, late.giveaways[0]?.entrants]).toEqual([[2, 3], 9]);
  });

  it("keeps the last two that are over beside all that are open", () => {
    const board = apply(...["v-1", "v-2", "v-3"].map((id) => ["poll.closed", poll(id, { closedAt: at })] as const), [
      "poll.opened",
      poll("v-4"),
    ]);
    expect(board.polls.map(({ pollId }) => pollId)).toEqual(["v-2", "v-3", "v-4"]);
  });

  it("puts a question on screen, takes it off, and moves an answered one", () => {
    const wanted = withWanted(empty, { roomId: "r-1", waiting: 2, items: [question("q-1"), question("q-2")] });
    const shown = applyEngagement(wanted, {
      seq: 1,
      type: "question.asked",
      at,
      data: question("q-1", { shown: true }),
    });
    expect(shown.shown?.questionId).toBe("q-1");
    const moved = withWanted(shown, { roomId: "r-1", waiting: 1, items: [question("q-1", { votes: 3 })] });
    expect([moved.shown?.votes, moved.shown?.shown]).toEqual([3, true]);
    const answered = applyEngagement(shown, {
      seq: 2,
      type: "question.answered",
      at,
      data: question("q-1", { status: "answered", answer: "A litre." }),
    });
    expect([answered.shown, answered.waiting, answered.wanted.length]).toEqual([null, 1, 1]);
    expect(answered.answered[0]?.answer).toBe("A litre.");
    const hidden = applyEngagement(shown, {
      seq: 2,
      type: "question.asked",
      at,
      data: question("q-1", { status: "hidden", text: "" }),
    });
    expect([hidden.shown, hidden.answered.length]).toEqual([null, 0]);
  });

  it("begins with what the snapshot shows", () => {
    const board = engagementOf({
      polls: [poll("v-1")],
      questions: [question("q-1", { shown: true }), question("q-2")],
      giveaways: [giveaway("g-1")],
    } as unknown as RoomSnapshot);
    expect([board.shown?.questionId, board.wanted.length, board.polls.length, board.giveaways.length]).toEqual([
      "q-1",
      2,
      1,
      1,
    ]);
  });

  it("shares of a poll are whole percent", () => {
    expect([0, 1].map((option) => shareOf(poll("v-1", { tally: [1, 2] }), option))).toEqual([33, 67]);
    expect(shareOf(poll("v-1"), 0)).toBe(0);
  });
});
