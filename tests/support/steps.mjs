// Steps on the replica that several tests take.
import { until } from "./until.mjs";

const TEXT_FIELD = "[role=dialog] [data-testid=tweetTextarea_0]";

/** The field of a composer that is a page of its own, on a layout whose pages have none. */
export const PAGE_FIELD = "main [data-testid=tweetTextarea_0]";

/** Presses the native reply button of a tweet and waits for the focused editor. */
export async function openReply(page, id, field = TEXT_FIELD) {
  await pressReply(page, id);
  await composer(page, field);
}

/** Waits for a composer with its editor focused. */
export const composer = (page, field = TEXT_FIELD) =>
  until(page, (wanted) => document.querySelector(wanted) !== null && document.activeElement === document.querySelector(wanted), "a composer with its editor focused", { args: [field] });

/** Presses the native reply button, whatever then comes. Without an id: of the first tweet. */
export async function pressReply(page, id) {
  await until(page, (wanted) => {
    const article = [...document.querySelectorAll("main article")].find((a) => !wanted || a.querySelector(`a[href*="/status/${wanted}"]`));
    article?.querySelector("[data-testid=reply]").click();
    return article !== undefined;
  }, `tweet ${id ?? "(any)"} on the page`, { args: [id ?? ""] });
}

/** The text that the field shows, and whether the send button is usable. */
export const composerState = (page, field = TEXT_FIELD) => page.evaluate((wanted) => ({
  text: document.querySelector(wanted)?.value ?? document.querySelector(wanted)?.textContent,
  ready: document.querySelector("[data-testid=tweetButton]")?.disabled === false,
}), field);

/** Types into the focused composer and presses its button with the mouse, once that is usable. */
export async function typeAndSend(page, words) {
  await page.keyboard.type(words);
  await send(page);
}

/** Presses the composer's button once it is usable. */
export async function send(page) {
  await until(page, () => document.querySelector("[data-testid=tweetButton]")?.disabled === false, "an enabled send button");
  await page.click("[data-testid=tweetButton]");
}

/**
 * Closes whatever X has put over its page, as a person would who wants none of it: each way out is pressed once. X goes
 * back by the browser's history, which takes its time, and a second press meanwhile would leave the page.
 */
export const closeOver = (page) => until(page, () => {
  const over = document.querySelector("[role=dialog], [role=alertdialog], [aria-modal=true]");
  if (!over) return true;
  globalThis.pressedOnce ??= new WeakSet();
  const ways = ["[data-testid=confirmationSheetCancel]", "[data-testid=app-bar-close]", "[data-testid=sheetDialog] button", "[data-testid=mask]"];
  const way = ways.map((one) => document.querySelector(one)).find(Boolean);
  if (way && !globalThis.pressedOnce.has(way)) {
    globalThis.pressedOnce.add(way);
    way.click();
  }
  return false;
}, "nothing of X's over its page");

/** Waits for a fresh toast; returns its text and link. */
export const toast = (page) => until(page, () => {
  const node = document.querySelector("[data-testid=toast]");
  return node && { text: node.firstElementChild.textContent, href: node.querySelector("a")?.getAttribute("href") ?? null };
}, "a toast");

/** Waits for the timeline. */
export const timeline = (page) => until(page, () => document.querySelectorAll("main article[data-testid=tweet]").length, "tweets on the page");
