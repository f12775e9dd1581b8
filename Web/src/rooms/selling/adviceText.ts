import type { PinAdviceItem } from "../../api/contract";
import type { Dictionary } from "../../i18n/en";

type Reason = PinAdviceItem["reasons"][number];

/** The reason in the viewer's language; one of a newer server in its own words. */
export function adviceReason(reason: Reason, t: Dictionary): string {
  switch (reason.kind) {
    case "taste":
      return reason.count === undefined ? reason.text : t.adviceTaste(reason.count, reason.of ?? reason.count);
    case "hot":
      return t.adviceHot;
    case "stock":
      return t.adviceStock;
    case "fresh":
      return t.adviceFresh;
    default:
      return (reason as Reason).text;
  }
}
