import type { Language } from "./language.svelte";

const en = {
  title: "Reviews",
  none: "No reviews yet.",
  average: (value: string) => `${value} out of 5`,
  count: (count: string) => (count === "1" ? "1 rating" : `${count} ratings`),
  stars: (count: number) => (count === 1 ? "1 star" : `${count} stars`),
  sort: "Order",
  helpful: "Most helpful",
  newest: "Newest",
  highest: "Best first",
  lowest: "Worst first",
  isHelpful: "Helpful",
  isUnhelpful: "Not helpful",
  edited: "edited",
  seller: "From the seller",
  reply: "Reply",
  write: "Write a review",
  edit: "Edit your review",
  headline: "Headline",
  text: "What is it like?",
  publish: "Publish",
  thanks: "Thank you for your review.",
  bought: "You can review this once it has been delivered to you.",
};

export type ReviewTexts = typeof en;

const zh: ReviewTexts = {
  title: "商品评价",
  none: "还没有评价。",
  average: (value) => `${value} 分（满分5分）`,
  count: (count) => `${count} 条评分`,
  stars: (count) => `${count} 星`,
  sort: "排序",
  helpful: "最有帮助",
  newest: "最新",
  highest: "好评优先",
  lowest: "差评优先",
  isHelpful: "有帮助",
  isUnhelpful: "没帮助",
  edited: "已修改",
  seller: "商家回复",
  reply: "回复",
  write: "写评价",
  edit: "修改评价",
  headline: "标题",
  text: "用起来怎么样？",
  publish: "发布",
  thanks: "感谢您的评价。",
  bought: "收到商品后即可评价。",
};

const texts: Readonly<Record<Language, ReviewTexts>> = { en, zh };

export function reviewTexts(language: Language): ReviewTexts {
  return texts[language];
}
