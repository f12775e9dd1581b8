import { ApiProblem } from "../api/problem";
import type { Dictionary } from "./en";

type PlainKey = { [K in keyof Dictionary]: Dictionary[K] extends string ? K : never }[keyof Dictionary];

/** Codes with a message of their own, compared without punctuation and case. All others speak through their status. */
const messageByCode: Readonly<Record<string, PlainKey>> = {
  network: "problemNetwork",
  sessionended: "problemSignedOut",
  invalidcredentials: "problemCredentials",
  badcredentials: "problemCredentials",
  usernametaken: "problemTaken",
  validationfailed: "problemInvalid",
  invalidrequest: "problemInvalid",
  invalid: "problemInvalid",
  unauthorized: "problemSignedOut",
  unauthenticated: "problemSignedOut",
  forbidden: "problemForbidden",
  nothost: "problemForbidden",
  notfound: "problemNotFound",
  roomnotfound: "problemNotFound",
  productnotfound: "problemNotFound",
  usernotfound: "problemNotFound",
  illegaltransition: "problemConflict",
  conflict: "problemConflict",
  ratelimited: "problemRate",
  slowmode: "problemRate",
  overloaded: "problemBusy",
  muted: "problemMuted",
  banned: "problemMuted",
  roomclosed: "problemRoomClosed",
  roomnotlive: "problemRoomClosed",
  roomended: "problemRoomClosed",
  fault: "problemServer",
};

const messageByStatus: Readonly<Record<number, PlainKey>> = {
  400: "problemInvalid",
  401: "problemSignedOut",
  403: "problemForbidden",
  404: "problemNotFound",
  409: "problemConflict",
  412: "problemConflict",
  422: "problemRefused",
  429: "problemRate",
  503: "problemBusy",
};

/** What to tell the user about a refused request. */
export function describeProblem(error: unknown, t: Dictionary): string {
  if (!(error instanceof ApiProblem)) {
    return t.problemServer;
  }
  const fallback = messageByStatus[error.status] ?? (error.status >= 500 ? "problemServer" : "problemRefused");
  return describeCode(error.code, error.problem.retryAfterMs ?? null, t, fallback);
}

export function describeCode(
  code: string,
  retryAfterMs: number | null,
  t: Dictionary,
  fallback: PlainKey = "problemRefused",
): string {
  const key = messageByCode[code.toLowerCase().replace(/[^a-z]/g, "")] ?? fallback;
  if (key === "problemRate" && retryAfterMs !== null) {
    return t.problemRateWait(Math.max(1, Math.ceil(retryAfterMs / 1000)));
  }
  return t[key];
}
