import type { Giveaway, Poll, Pulse, Question, RoomEvent, RoomSnapshot, WantedQuestions } from "../../api/contract";

/** Polls, questions and giveaways of a room as this viewer has them. */
export interface EngagementBoard {
  readonly polls: readonly Poll[];
  /** The question on screen. */
  readonly shown: Question | null;
  /** The most wanted ones. */
  readonly wanted: readonly Question[];
  readonly waiting: number;
  /** Newest first. */
  readonly answered: readonly Question[];
  readonly giveaways: readonly Giveaway[];
}

export type EngagementEvent = Extract<
  RoomEvent,
  {
    type: "poll.opened" | "poll.closed" | "question.asked" | "question.answered" | "giveaway.opened" | "giveaway.drawn";
  }
>;

/** Of what is over, so that nobody wonders where it went. */
const overShownMax = 2;
const answeredShownMax = 3;

export function engagementOf(snapshot: RoomSnapshot): EngagementBoard {
  const questions = snapshot.questions ?? [];
  const wanted = questions.filter((question) => question.status === "waiting");
  return {
    polls: snapshot.polls ?? [],
    shown: questions.find((question) => question.shown) ?? null,
    wanted,
    waiting: wanted.length,
    answered: [],
    giveaways: snapshot.giveaways ?? [],
  };
}

export function applyEngagement(board: EngagementBoard, event: EngagementEvent): EngagementBoard {
  switch (event.type) {
    case "poll.opened":
    case "poll.closed":
      return { ...board, polls: put(board.polls, event.data, (poll) => poll.pollId, isPollOver) };
    case "giveaway.opened":
    case "giveaway.drawn":
      return {
        ...board,
        giveaways: put(board.giveaways, event.data, (giveaway) => giveaway.giveawayId, isGiveawayOver),
      };
    case "question.asked":
    case "question.answered":
      return withQuestion(board, event.data);
  }
}

/** A pulse carries the counts of what is open; one that comes late changes nothing that is over. */
export function withCounts(board: EngagementBoard, pulse: Pulse): EngagementBoard {
  if (pulse.polls === undefined && pulse.giveaways === undefined) {
    return board;
  }
  const tallies = new Map(pulse.polls?.map((count) => [count.pollId, count.tally]));
  const entrants = new Map(pulse.giveaways?.map((count) => [count.giveawayId, count.entrants]));
  return {
    ...board,
    polls: board.polls.map((poll) =>
      isPollOver(poll) ? poll : { ...poll, tally: tallies.get(poll.pollId) ?? poll.tally },
    ),
    giveaways: board.giveaways.map((giveaway) =>
      isGiveawayOver(giveaway)
        ? giveaway
        : { ...giveaway, entrants: entrants.get(giveaway.giveawayId) ?? giveaway.entrants },
    ),
  };
}

export function withWanted(board: EngagementBoard, { waiting, items }: WantedQuestions): EngagementBoard {
  const shown = items.find((question) => question.questionId === board.shown?.questionId);
  return {
    ...board,
    waiting,
    wanted: items,
    shown: board.shown && { ...board.shown, votes: (shown ?? board.shown).votes },
  };
}

export function isPollOver(poll: Poll): boolean {
  return poll.closedAt !== undefined;
}

export function isGiveawayOver(giveaway: Giveaway): boolean {
  return giveaway.status !== "open";
}

/** Votes of an option in whole percent. */
export function shareOf(poll: Poll, option: number): number {
  const total = poll.tally.reduce((sum, votes) => sum + votes, 0);
  return total === 0 ? 0 : Math.round((100 * (poll.tally[option] ?? 0)) / total);
}

function withQuestion(board: EngagementBoard, question: Question): EngagementBoard {
  const shown = question.shown ? question : board.shown?.questionId === question.questionId ? null : board.shown;
  if (question.status === "waiting") {
    return { ...board, shown };
  }
  const gone = board.wanted.some((other) => other.questionId === question.questionId);
  const answered = board.answered.filter((other) => other.questionId !== question.questionId);
  return {
    ...board,
    shown,
    wanted: board.wanted.filter((other) => other.questionId !== question.questionId),
    waiting: board.waiting - (gone ? 1 : 0),
    answered: question.status === "answered" ? [question, ...answered].slice(0, answeredShownMax) : answered,
  };
}

function put<T>(cards: readonly T[], card: T, idOf: (card: T) => string, isOver: (card: T) => boolean): readonly T[] {
  const known = cards.some((other) => idOf(other) === idOf(card));
  const next = known ? cards.map((other) => (idOf(other) === idOf(card) ? card : other)) : [...cards, card];
  const over = next.filter(isOver).slice(-overShownMax);
  return next.filter((other) => !isOver(other) || over.includes(other));
}
