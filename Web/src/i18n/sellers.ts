import type { Language } from "./language.svelte";

/** The page of somebody who sells or hosts. */
const en = {
  since: (date: string) => `Here since ${date}`,
  open: "Live and announced",
  replays: "Replays",
  products: "Products",
  noProducts: "Nothing for sale right now.",
  soldBy: "Sold by",
  startsAt: (time: string) => `Starts ${time}`,
};

export type SellerTexts = typeof en;

const zh: SellerTexts = {
  since: (date) => `${date}加入`,
  open: "直播与预告",
  replays: "直播回放",
  products: "在售商品",
  noProducts: "暂无在售商品。",
  soldBy: "商家",
  startsAt: (time) => `${time} 开播`,
};

const texts: Readonly<Record<Language, SellerTexts>> = { en, zh };

export function sellerTexts(language: Language): SellerTexts {
  return texts[language];
}
