// Steps on the replica that several tests take.
import { until } from "./until.mjs";

const TEXT_FIELD = "[role=dialog] [data-testid=tweetTextarea_0]";

/** Presses the native reply button of a tweet and waits for the focused editor. */
export async function openReply(page, id) {
  await pressReply(page, id);
  await until(page, (field) => document.querySelector(field) !== null && document.activeElement === document.querySelector(field), "the reply dialog with its editor focused", { args: [TEXT_FIELD] });
}

/** Presses the native reply button, whatever then comes. Without an id: of the first tweet. */
export async function pressReply(page, id) {
  await until(page, (wanted) => {
    const article = [...document.querySelectorAll("main article")].find((a) => !wanted || a.querySelector(`a[href*="/status/${wanted}"]`));
    article?.querySelector("[data-testid=reply]").click();
    return article !== undefined;
  }, `tweet ${id ?? "(any)"} on the page`, { args: [id ?? ""] });
}

/** The text Draft.js shows, and whether the send button is usable. */
export const composerState = (page) => page.evaluate((field) => ({
  text: document.querySelector(field)?.textContent,
  ready: document.querySelector("[role=dialog] [data-testid=tweetButton]")?.disabled === false,
}), TEXT_FIELD);

/** Waits for a fresh toast; returns its text and link. */
export const toast = (page) => until(page, () => {
  const node = document.querySelector("[data-testid=toast]");
  return node && { text: node.firstElementChild.textContent, href: node.querySelector("a")?.getAttribute("href") ?? null };
}, "a toast");

/** Waits for the timeline. */
export const timeline = (page) => until(page, () => document.querySelectorAll("main article[data-testid=tweet]").length, "tweets on the page");
