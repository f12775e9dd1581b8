import type { Language } from "./language.svelte";

/** Texts of the comment list. */
const en = {
  newComments: (count: number) => (count === 1 ? "1 new comment" : `${count} new comments`),
  newest: "Newest comments",
  said: (name: string, text: string) => `${name}: ${text}`,
  more: (count: number) => (count === 1 ? "and 1 more comment" : `and ${count} more comments`),
};

export type RoomTexts = typeof en;

const zh: RoomTexts = {
  newComments: (count) => `${count} 条新评论`,
  newest: "查看最新评论",
  said: (name, text) => `${name}：${text}`,
  more: (count) => `还有 ${count} 条评论`,
};

const texts: Readonly<Record<Language, RoomTexts>> = { en, zh };

export function roomTexts(language: Language): RoomTexts {
  return texts[language];
}
