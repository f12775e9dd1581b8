import type { ThemeChoice } from "../ui/theme.svelte";
import type { Language } from "./language.svelte";

/** Texts around every page: the foot, and what is said when the shop is out of reach. */
const en = {
  foot: "About this page",
  docs: "For developers",
  theme: "Colours",
  themes: { system: "As the system", light: "Light", dark: "Dark" } satisfies Record<ThemeChoice, string>,
  offline: "You are offline. What is shown may be old.",
  stale: "The shop does not answer. What is shown may be old; trying again…",
  update: "A new version of this page is there.",
  reload: "Reload",
  pageGone: "This part of the page is not to be had: it was replaced by a newer version, or there is no connection.",
};

export type SiteTexts = typeof en;

const zh: SiteTexts = {
  foot: "关于本页",
  docs: "开发者文档",
  theme: "配色",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
  offline: "您已离线，当前内容可能不是最新的。",
  stale: "商店暂时没有响应，当前内容可能不是最新的，正在重试…",
  update: "页面有新版本。",
  reload: "刷新",
  pageGone: "无法打开这部分页面：它可能已被新版本替换，或网络已断开。",
};

const texts: Readonly<Record<Language, SiteTexts>> = { en, zh };

export function siteTexts(language: Language): SiteTexts {
  return texts[language];
}
