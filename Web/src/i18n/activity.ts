import type { ActivityKind } from "../api/activity";
import type { Language } from "./language.svelte";

const en = {
  title: "Your people",
  none: "Nobody you follow has done anything lately that they share.",
  followSomebody: "Follow hosts and friends: what they do live, review and share shows up here.",
  hosting: "is live",
  watching: "is watching",
  reviewed: "reviewed",
  bought: "bought",
  andOthers: (name: string, others: number) => (others === 0 ? name : `${name} +${others}`),
  manyWatching: "are watching",
  friendsWith: "Friends who have it",
  oneHas: (name: string) => `${name} has it`,
  twoHave: (first: string, second: string) => `${first} and ${second} have it`,
  manyHave: (first: string, others: number) => `${first} and ${others} others have it`,
  rated: (name: string, stars: number) => `${name}: ${stars} of 5`,
  stars: (stars: number) => `${stars} of 5 stars`,
  sharePurchases: "Tell those who follow me what I buy",
};

export type ActivityTexts = { readonly [Key in keyof typeof en]: (typeof en)[Key] } & Readonly<
  Record<ActivityKind, string>
>;

const zh: ActivityTexts = {
  title: "好友动态",
  none: "您关注的人最近没有公开的动态。",
  followSomebody: "关注主播和好友，这里会显示他们的直播、评价和分享。",
  hosting: "正在直播",
  watching: "正在看",
  reviewed: "评价了",
  bought: "买了",
  andOthers: (name, others) => (others === 0 ? name : `${name}等${others + 1}人`),
  manyWatching: "正在看",
  friendsWith: "拥有它的好友",
  oneHas: (name) => `${name} 已拥有`,
  twoHave: (first, second) => `${first} 和 ${second} 已拥有`,
  manyHave: (first, others) => `${first} 和另外 ${others} 位好友已拥有`,
  rated: (name, stars) => `${name}：${stars} 分（满分5分）`,
  stars: (stars) => `${stars} 星（满分5星）`,
  sharePurchases: "让关注我的人看到我买了什么",
};

const texts: Readonly<Record<Language, ActivityTexts>> = { en, zh };

export function activityTexts(language: Language): ActivityTexts {
  return texts[language];
}
