import type { Language } from "./language.svelte";

const en = {
  search: "Search",
  placeholder: "Products, live rooms, people",
  options: "Results as you type",
  allFor: (query: string) => `All results for “${query}”`,
  found: (count: number) => (count === 1 ? "1 result" : `${count} results`),
  noneYet: "Nothing yet for this",
  failed: "Search does not answer right now",
  clear: "Clear",
  open: "Search",
  title: (query: string) => `Results for “${query}”`,
  start: "What are you looking for?",
  startHint: "Try a product, a brand, a host or a live room.",
  none: (query: string) => `Nothing here is called “${query}”.`,
  noneHint: "Fewer or other words may find more.",
  all: "Everything",
  product: "Products",
  room: "Live rooms",
  user: "People",
  hostedBy: (name: string) => `with ${name}`,
  speak: "Search by voice",
  listening: "Listening…",
  stopListening: "Stop listening",
  voiceDenied: "The microphone is not allowed for this site. You can allow it in the address bar, or just type.",
  voiceNothing: "I did not hear anything. Try again, or type.",
  voiceUnavailable: "Voice search is not available right now. Typing always is.",
};

export type SearchTexts = typeof en;

const zh: SearchTexts = {
  search: "搜索",
  placeholder: "商品、直播间、用户",
  options: "边输边搜",
  allFor: (query) => `查看“${query}”的全部结果`,
  found: (count) => `${count} 个结果`,
  noneYet: "暂时没有找到",
  failed: "搜索暂时没有响应",
  clear: "清空",
  open: "搜索",
  title: (query) => `“${query}”的搜索结果`,
  start: "想找点什么？",
  startHint: "试试商品、品牌、主播或直播间。",
  none: (query) => `没有找到“${query}”。`,
  noneHint: "换个词，或者少输几个字试试。",
  all: "全部",
  product: "商品",
  room: "直播间",
  user: "用户",
  hostedBy: (name) => `主播：${name}`,
  speak: "语音搜索",
  listening: "正在听…",
  stopListening: "停止收听",
  voiceDenied: "本站没有麦克风权限。可以在地址栏里允许，也可以直接输入。",
  voiceNothing: "没有听到声音。再试一次，或者直接输入。",
  voiceUnavailable: "语音搜索暂时不可用，您仍可以输入文字。",
};

const texts: Readonly<Record<Language, SearchTexts>> = { en, zh };

export function searchTexts(language: Language): SearchTexts {
  return texts[language];
}
