import type { MerchantTexts } from "../i18n/merchant";

/** What a movement is about, by the letters that its id begins with. */
const kinds: Readonly<Record<string, keyof MerchantTexts["subject"]>> = {
  o: "order",
  rf: "refund",
  d: "deal",
  gs: "seat",
  sa: "change",
};

const endLength = 4;
const shortMax = 12;

/** Short words that tell ids apart; the whole id stands beside them. */
export function describeSubject(subjectId: string, texts: MerchantTexts): string {
  const [, prefix, rest] = /^([a-z]+)_(\w+)/.exec(subjectId) ?? [];
  const kind = prefix === undefined ? undefined : kinds[prefix];
  if (kind !== undefined && rest !== undefined) {
    return `${texts.subject[kind]} …${rest.slice(-endLength)}`;
  }
  return subjectId.length <= shortMax ? subjectId : `…${subjectId.slice(-endLength)}`;
}
