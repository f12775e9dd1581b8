import type { InteractionKind } from "../api/contract";
import type { InterestKind } from "../api/taste";
import type { Language } from "./language.svelte";

type Acts = Exclude<InteractionKind, "dismiss">;

const en = {
  title: "What we think you like",
  hint: "This is what your suggestions are made of. It is yours to change.",
  switchLabel: "Suggestions made for me",
  switchOn: "On: suggestions follow what you do here.",
  switchOff: "Off: you see what is popular with everybody, the same as everyone else. What you do here is not used.",
  category: "Categories",
  brand: "Brands",
  product: "Products",
  none: "Nothing yet. Look around a little and it will appear here.",
  remove: "Remove",
  removeNamed: (title: string) => `Remove ${title}`,
  removedNotice: (title: string) => `${title} is no longer suggested.`,
  removed: "Removed by you",
  restore: "Bring back",
  restoreNamed: (title: string) => `Bring back ${title}`,
  share: (percent: string) => `${percent} of your interest`,
  because: (titles: string) => `Because of ${titles}`,
  acts: {
    view: "You looked at it",
    click: "You opened it",
    like: "You liked it",
    share: "You shared it",
    cart: "You put it in your cart",
    purchase: "You bought it",
    rating: "You rated it",
  } as Readonly<Record<Acts, string>>,
  forget: "Forget everything",
  forgetAsk: "Forget everything you did, dismissed and removed? Suggestions start anew. Orders and reviews stay.",
  forgetYes: "Yes, forget everything",
  forgetNo: "Keep it",
  forgotten: "Forgotten. Suggestions start anew.",
  offHint: "Personalisation is off: popular with everybody.",
  change: "Change",
};

export type TasteTexts = { readonly [Key in keyof typeof en]: (typeof en)[Key] } & Readonly<
  Record<InterestKind, string>
>;

const zh: TasteTexts = {
  title: "我们猜您喜欢",
  hint: "推荐就是根据这些得出的，您可以随时修改。",
  switchLabel: "个性化推荐",
  switchOn: "已开启：推荐会跟随您的浏览和互动。",
  switchOff: "已关闭：您看到的是大家都喜欢的商品，与所有人相同，不会使用您的行为记录。",
  category: "分类",
  brand: "品牌",
  product: "商品",
  none: "还没有内容。随便逛逛，这里就会出现。",
  remove: "移除",
  removeNamed: (title) => `移除${title}`,
  removedNotice: (title) => `不再推荐${title}。`,
  removed: "您移除的",
  restore: "恢复",
  restoreNamed: (title) => `恢复${title}`,
  share: (percent) => `占您兴趣的 ${percent}`,
  because: (titles) => `因为您关注过 ${titles}`,
  acts: {
    view: "您看过",
    click: "您点开过",
    like: "您点过赞",
    share: "您分享过",
    cart: "您加入过购物车",
    purchase: "您买过",
    rating: "您评过分",
  },
  forget: "全部忘记",
  forgetAsk: "忘记您的浏览、点赞、不感兴趣和移除记录？推荐将重新开始，订单和评价会保留。",
  forgetYes: "是的，全部忘记",
  forgetNo: "先留着",
  forgotten: "已全部忘记，推荐重新开始。",
  offHint: "个性化推荐已关闭：展示大家都喜欢的商品。",
  change: "更改",
};

const texts: Readonly<Record<Language, TasteTexts>> = { en, zh };

export function tasteTexts(language: Language): TasteTexts {
  return texts[language];
}
