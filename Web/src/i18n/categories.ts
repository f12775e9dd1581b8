import type { Language } from "./language.svelte";

/** Chinese names of common shop categories; others are shown as the shop wrote them. */
const chinese: Readonly<Record<string, string>> = {
  accessories: "配饰",
  audio: "音响",
  baby: "母婴",
  bags: "箱包",
  beauty: "美妆",
  books: "图书",
  camera: "相机",
  clothing: "服装",
  coffee: "咖啡",
  electronics: "数码",
  fashion: "时尚",
  fitness: "健身",
  food: "美食",
  furniture: "家具",
  games: "游戏",
  garden: "园艺",
  gifts: "礼品",
  health: "健康",
  home: "家居",
  jewelry: "珠宝",
  kids: "儿童",
  kitchen: "厨房",
  makeup: "彩妆",
  music: "音乐",
  office: "办公",
  outdoor: "户外",
  outdoors: "户外",
  pets: "宠物",
  phones: "手机",
  shoes: "鞋靴",
  skincare: "护肤",
  snacks: "零食",
  sports: "运动",
  stationery: "文具",
  tea: "茶饮",
  toys: "玩具",
  travel: "旅行",
  watches: "腕表",
};

export function categoryName(category: string, language: Language): string {
  if (language === "zh") {
    return chinese[category.toLowerCase()] ?? category;
  }
  return category.charAt(0).toUpperCase() + category.slice(1);
}
