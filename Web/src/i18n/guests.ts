import type { Language } from "./language.svelte";

/** Texts for whoever has not signed in. */
const en = {
  lookAround:
    "Look around: rooms, shelves and a cart are open to everybody. With an account you talk, buy and get suggestions of your own.",
  signInOrRegister: "Sign in or create an account",
  cartComesAlong: "What is in your cart comes along.",
  talkAndBuy: "Sign in to talk and buy here",
  talkHint: "Comments, reactions and deals are for those who have an account.",
  peopleTitle: "Sign in to see who this is",
  peopleHint: "Who sells or hosts is shown to everybody, everybody else to those who have signed in.",
};

export type GuestTexts = typeof en;

const zh: GuestTexts = {
  lookAround: "随便逛逛：直播间、货架和购物车对所有人开放。登录后即可聊天、下单，并获得专属推荐。",
  signInOrRegister: "登录或注册",
  cartComesAlong: "购物车里的商品会一并带上。",
  talkAndBuy: "登录后即可在此聊天和购买",
  talkHint: "评论、点赞和抢购需要先登录。",
  peopleTitle: "登录后查看此用户",
  peopleHint: "商家和主播对所有人可见，其他用户只对已登录的人可见。",
};

const texts: Readonly<Record<Language, GuestTexts>> = { en, zh };

export function guestTexts(language: Language): GuestTexts {
  return texts[language];
}
