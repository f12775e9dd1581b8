import { describe, expect, it } from "vitest";
import { newPollOf } from "./newPoll";

describe("newPollOf", () => {
  it("leaves out empty options and keeps the right one", () => {
    expect(newPollOf(" Which? ", ["Red", " ", "Blue "], 60, 2)).toEqual({
      question: "Which?",
      options: ["Red", "Blue"],
      durationSeconds: 60,
      rightOption: 1,
    });
  });

  it("is a poll without a time when neither is given", () => {
    expect(newPollOf("Which?", ["Red", "Blue"], null, -1)).toEqual({ question: "Which?", options: ["Red", "Blue"] });
  });
});
