// `changed`: what extensions know X by is gone, one thing at a time or several, and the page works for its user.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bench, path } from "../replica/bench.mjs";
import { startReplica } from "../replica/server.mjs";
import { until } from "../support/until.mjs";

const SIGNS = {
  article: "article, [role=article], [data-testid=tweet]",
  bar: "main [role=group]",
  reply: "[data-testid=reply]",
  dialog: "[role=dialog], [aria-modal]",
  composer: "[data-testid^=tweetTextarea], [role=textbox], textarea",
  send: "[data-testid=tweetButton], [data-testid=tweetButtonInline]",
  toast: "[data-testid=toast]",
};

/** Which signs are on the page. */
const present = (page) => page.evaluate((signs) => Object.keys(signs).filter((name) => document.querySelector(signs[name])), SIGNS);

/** Writes and sends a reply as a person does who reads and clicks, without any of X's names. */
async function replyByHand(page) {
  await until(page, () => document.querySelector("main [data-testid=User-Name]"), "tweets");
  await page.click("main button[aria-label$='Replies. Reply']");
  await until(page, () => document.querySelector(".dialog [contenteditable=true]") === document.activeElement, "the focused editor");
  await page.keyboard.type("By hand");
  await until(page, () => !document.querySelector(".dialog .send button").disabled, "an enabled button");
}

bench("changed", (on) => {
  for (const name of Object.keys(SIGNS).filter((each) => each !== "bar")) {
    test(`changed=${name}: gone, all others there, and a person can still reply`, async () => {
      await on(`/home?n=8&changed=${name}`, async (page, replica) => {
        await replyByHand(page);
        const rest = await present(page);
        await page.click(".dialog .send button");
        await until(page, () => document.querySelector(".toast a[href*='/status/']"), "the toast");
        const others = Object.keys(SIGNS).filter((each) => each !== name && each !== "toast");
        assert.deepEqual(rest, others);
        assert.equal((await present(page)).includes("toast"), name !== "toast");
        assert.equal(replica.state.replies.length, 1);
      });
    });
  }

  test("changed=bar: no action bar anywhere, not in Articles either", async () => {
    await on("/home?n=240&changed=bar", async (page, replica) => {
      await until(page, () => document.querySelector("main article"), "tweets");
      const article = replica.tweets({ n: 240 }).find((tweet) => tweet.kind === "article");
      await page.evaluate((to) => window.__replica.goto(to), path(article));
      await until(page, () => document.querySelector("[data-testid=twitterArticleReadView]"), "the Article");
      assert.equal(await page.$("main article [role=group], main article [data-testid=reply]"), null);
    });
  });

  test("several at once; on touch layouts the plain field loses its names too", async () => {
    await on("/home?n=8&changed=article,send,composer&composer=textarea&layout=mobile", async (page) => {
      await until(page, () => document.querySelector("main [data-testid=User-Name]"), "tweets");
      await page.click("[data-testid=reply]");
      await until(page, () => document.activeElement.localName === "textarea", "the plain field");
      assert.deepEqual(await present(page), ["bar", "reply", "dialog", "composer"]);
      assert.equal(await page.$("[data-testid^=tweetTextarea]"), null);
    });
  });
}, ["chromium"]);

test("a switch that does not exist, or a value, is refused by name", async () => {
  for (const page of [{ changed: "artcle" }, { endng: "closed" }, { ending: "187" }]) {
    const [[name, value]] = Object.entries(page);
    await assert.rejects(startReplica({ page }), new RegExp(`no such switch: ${name}=${value}`));
  }
});
