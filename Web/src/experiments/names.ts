import type { ExperimentKind, ExperimentMetric, ExperimentStatus, ExperimentUnit } from "../api/contract";
import type { Dictionary } from "../i18n/en";

export const unitName = (unit: ExperimentUnit, t: Dictionary): string => ({ user: t.unitUser, room: t.unitRoom })[unit];

export const kindName = (kind: ExperimentKind, t: Dictionary): string =>
  ({ fixed: t.kindFixed, bandit: t.kindBandit })[kind];

export const metricName = (metric: ExperimentMetric, t: Dictionary): string =>
  ({ clickThrough: t.metricClickThrough, conversion: t.metricConversion, engagement: t.metricEngagement })[metric];

export const statusName = (status: ExperimentStatus, t: Dictionary): string =>
  ({ draft: t.experimentDraft, running: t.experimentRunning, stopped: t.experimentStopped })[status];

/** What to keep in mind; a code from a newer server is shown as it is. */
export function noteText(code: string, t: Dictionary): string {
  switch (code) {
    case "shared-models":
      return t.noteSharedModels;
    case "users-move-between-rooms":
      return t.noteUsersMove;
    case "shares-move":
      return t.noteSharesMove;
    default:
      return code;
  }
}
