// The replica's composer before anything is sent: whether it comes, what is in it, and what closing it does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bench, kind, path } from "../replica/bench.mjs";
import { OWN_WORDS, word } from "../replica/data/words.mjs";
import { composer, composerState, openReply, pressReply, timeline, toast, typeAndSend } from "../support/steps.mjs";
import { until } from "../support/until.mjs";
import { mainly } from "../support/which.mjs";

const FIELD = "[role=dialog] [data-testid=tweetTextarea_0]";
const noDialog = (page, at = "/home") => until(page, (path) => !document.querySelector("[role=dialog]") && location.pathname === path, "no dialog", { args: [at] });
const sheet = (page) => until(page, () => document.querySelector("[data-testid=sheetDialog][role=dialog]")?.innerText, "a sheet");
const parentTime = (page) => until(page, () => document.querySelector("[role=dialog] article time")?.dateTime, "the parent in the dialog");

/** The reply button of a tweet: its icon's opacity, its two signs, and whether the class says faded. */
const replyButton = (page, id) => until(page, (wanted) => {
  const button = [...document.querySelectorAll("main article")].find((a) => a.querySelector(`a[href*="/status/${wanted}"]`))?.querySelector("[data-testid=reply]");
  return button && [Number(getComputedStyle(button.querySelector("svg")).opacity), button.getAttribute("aria-disabled"), button.disabled];
}, `the reply button of ${id}`, { args: [id] });

bench("composer", (on) => {
  test("restricted=faded, aria: pale, and a press shows who can reply; disabled: a press does nothing", async () => {
    for (const [form, signs] of [["some", [1, null, false]], ["faded", [0.4, null, false]], ["aria", [0.4, "true", false]], ["disabled", [0.4, "true", true]]]) {
      await on(`/home?n=8&restricted=${form}`, async (page, replica) => {
        const [tweet] = replica.tweets();
        assert.deepEqual(await replyButton(page, tweet.id), signs);
        await pressReply(page, tweet.id);
        if (form === "some") await composer(page);
        else if (form === "disabled") assert.equal(await page.$("[role=dialog]"), null);
        else {
          assert.match(await sheet(page), new RegExp(`${word("whoCanReply").replace("?", "\\?")}[^]*${word("closed")}`));
          assert.equal(await page.$(FIELD), null);
          await page.click("[data-testid=sheetDialog] button");
          await noDialog(page);
        }
      });
    }
  });

  test("draft=held: the user's words are in every reply box; draft=other: a box is open, for another tweet", async () => {
    await on("/home?draft=held", async (page, replica) => {
      await openReply(page, replica.tweets()[0].id);
      assert.deepEqual(await composerState(page), { text: OWN_WORDS, ready: true });
    });
    await on("/home?draft=other", async (page, replica) => {
      await composer(page);
      assert.deepEqual([await composerState(page), await parentTime(page)], [{ text: OWN_WORDS, ready: true }, replica.tweets()[2].time]);
      await page.click("[data-testid=app-bar-close]");
      await page.waitForSelector("[data-testid=confirmationSheetDialog]");
      await page.click("[data-testid=confirmationSheetCancel]");
      await noDialog(page);
      await openReply(page, replica.tweets()[0].id);
      assert.equal((await composerState(page)).text, "");
    });
  });

  test("closing with text: Back keeps the box, Save keeps a draft, Discard nothing", async () => {
    await on("/home", async (page, replica) => {
      const [tweet] = replica.tweets();
      const ask = async () => {
        await page.click("[data-testid=app-bar-close]");
        await page.waitForSelector("[data-testid=confirmationSheetDialog]");
      };
      const drafts = () => page.evaluate(() => window.__replica.drafts);
      await openReply(page, tweet.id);
      await page.keyboard.type("half");
      await ask();
      await page.click("[data-testid=confirmationSheetDialog] button:last-child");
      await until(page, () => !document.querySelector("[data-testid=confirmationSheetDialog]"), "the question gone");
      assert.equal((await composerState(page)).text, "half");
      await ask();
      await page.click("[data-testid=confirmationSheetConfirm]");
      await noDialog(page);
      assert.deepEqual(await drafts(), [{ inReplyTo: tweet.id, text: "half" }]);
      await openReply(page, tweet.id);
      assert.equal((await composerState(page)).text, "");
      await page.keyboard.type("other");
      await ask();
      await page.click("[data-testid=confirmationSheetCancel]");
      await noDialog(page);
      assert.equal((await drafts()).length, 1);
    });
  });

  test("back=asks: with text the box stays and asks, then goes; without it goes at once", async () => {
    await on("/home?back=asks", async (page) => {
      await openReply(page);
      await page.keyboard.type("half");
      await page.evaluate(() => history.back());
      await page.waitForSelector("[data-testid=confirmationSheetDialog]");
      await until(page, () => location.pathname === "/compose/post", "the composer's address again");
      assert.equal((await composerState(page)).text, "half");
      await page.click("[data-testid=confirmationSheetCancel]");
      await noDialog(page);
      await openReply(page);
      await page.evaluate(() => history.back());
      await noDialog(page);
    });
  });

  test("viewer=out: a tweet and one answer, no composer, no profile link; a press on reply asks for a login", async () => {
    await on("/home?viewer=out", async (page, replica) => {
      await until(page, () => location.pathname === "/i/flow/login" && document.querySelector("a[href='/login']"), "the login instead of the timeline");
      const tweet = kind(replica, "dp");
      await page.goto(`https://x.com${path(tweet)}?viewer=out`);
      await until(page, () => document.querySelectorAll("main article").length === 2, "the tweet and one other");
      assert.equal(await page.$("[data-testid=tweetTextarea_0], [data-testid=AppTabBar_Profile_Link], [data-testid=SideNav_AccountSwitcher_Button]"), null);
      await pressReply(page, tweet.id);
      assert.match(await sheet(page), new RegExp(word("loginToReply")));
      assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("[role=dialog] a")].map((a) => a.getAttribute("href"))), ["/login", "/i/flow/signup"]);
      assert.equal(await page.$("[role=dialog] [role=textbox], [role=dialog] textarea, [role=dialog] input"), null);
      await page.keyboard.press("Escape");
      await noDialog(page, path(tweet));
      await page.goto(`https://x.com/intent/post?in_reply_to=${tweet.id}&text=x&viewer=out`);
      await sheet(page);
      assert.equal(await page.$(FIELD), null);
      await page.goto(`https://x.com${path(tweet)}?viewer=out&wall=1`);
      await sheet(page);
    });
  });

  for (const route of ["/intent/post", "/intent/tweet", "/compose/post"]) {
    test(`${route}: the composer with text and parent, sent like any other`, async () => {
      await on("/home", async (page, replica) => {
        const tweet = kind(replica, "dp");
        const open = (query) => page.goto(`https://x.com${route}?in_reply_to=${tweet.id}&text=%23AmazonCart&${query}`);
        await open("");
        await until(page, (field) => document.querySelector(field)?.textContent === "#AmazonCart ", "the text from the address", { args: [FIELD] });
        assert.equal(await parentTime(page), tweet.time);
        await page.click("[data-testid=tweetButton]");
        assert.equal((await toast(page)).text, word("sent"));
        await noDialog(page);
        assert.deepEqual(replica.state.replies.map(({ in_reply_to, text }) => [in_reply_to, text]), [[tweet.id, "#AmazonCart"]]);
        await open("ending=closed");
        await until(page, () => document.querySelector("[data-testid=tweetButton]")?.disabled === false, "the composer again");
        await page.click("[data-testid=tweetButton]");
        assert.equal((await toast(page)).text, word("duplicate"));
      });
    });
  }

  test("by address: another parent, none, late; nothing at all; only a box that loads; a page instead", async () => {
    await on("/home", async (page, replica) => {
      const tweet = kind(replica, "dp");
      const open = (query, id = tweet.id) => page.goto(`https://x.com/intent/post?in_reply_to=${id}&text=x&${query}`);
      await open("reply=wrong-parent");
      assert.notEqual(await parentTime(page), tweet.time);
      await open("", "1");
      await composer(page);
      assert.equal(await page.$("[role=dialog] article"), null);
      await open("parentDelay=300");
      await composer(page);
      assert.equal(await parentTime(page), tweet.time);
      await open("reply=never");
      await timeline(page);
      await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
      assert.equal(await page.$("[role=dialog]"), null);
      await open("address=stuck");
      await until(page, () => document.querySelector("[role=dialog] [role=progressbar]"), "the box that loads");
      assert.equal(await page.$(FIELD), null);
      await open("composeAs=page&layout=mobile&composer=textarea");
      await until(page, () => document.querySelector("main textarea")?.value === "x " && document.querySelector("main article time"), "the page with text and parent");
      assert.equal(await page.$("[role=dialog]"), null);
    });
  });

  test("typeahead=takes: Enter and Tab take the first suggestion; Ctrl+Enter sends nothing; none: no list", async () => {
    for (const [key, text] of [["Enter", "#AmazonCartDaily "], ["Tab", "#AmazonCartDaily "], ["Control", "#AmazonCartDaily "], [" ", "#AmazonCart "]]) {
      await on("/home?n=8&typeahead=takes", async (page, replica) => {
        await openReply(page);
        await page.keyboard.type("#AmazonCart");
        await until(page, () => document.querySelectorAll("[role=listbox] [role=option]").length === 3, "the suggestions");
        if (key === "Control") await page.keyboard.down(key);
        await page.keyboard.press(key === "Control" ? "Enter" : key);
        if (key === "Control") await page.keyboard.up(key);
        await until(page, (field, wanted) => document.querySelector(field).textContent === wanted && !document.querySelector("[role=listbox]"), `${key}: ${text}`, { args: [FIELD, text] });
        assert.equal(replica.state.attempts.length, 0);
      });
    }
    await on("/home?n=8&typeahead=takes", async (page, replica) => {
      await openReply(page);
      await page.keyboard.type("#AmazonCart");
      await page.waitForSelector("[role=listbox]");
      await page.click("[data-testid=tweetButton]");
      await toast(page);
      assert.deepEqual(replica.state.replies.map(({ text }) => text), ["#AmazonCart"]);
    });
    await on("/home?n=8&typeahead=none", async (page) => {
      await openReply(page);
      await page.keyboard.type("#AmazonCart");
      await until(page, (field) => document.querySelector(field).textContent === "#AmazonCart", "the text", { args: [FIELD] });
      assert.equal(await page.$("[role=listbox]"), null);
    });
  });

  test("modal=trap: focus stays in, the page does not scroll, and the reply button has the focus again", async () => {
    await on("/home?modal=trap", async (page) => {
      await timeline(page);
      await page.focus("main article [data-testid=reply]");
      await page.keyboard.press("Enter");
      await composer(page);
      const inside = () => page.evaluate(() => document.querySelector("[role=dialog]").contains(document.activeElement));
      await page.evaluate(() => document.querySelector("main article [data-testid=like]").focus());
      assert.equal(await page.evaluate((field) => document.activeElement === document.querySelector(field), FIELD), true);
      // Once round the dialog and further, both ways.
      for (let i = 0; i < 16; i += 1) {
        await page.keyboard.press("Tab");
        assert.ok(await inside(), "the focus left with Tab");
      }
      for (let i = 0; i < 16; i += 1) {
        await page.keyboard.down("Shift");
        await page.keyboard.press("Tab");
        await page.keyboard.up("Shift");
        assert.ok(await inside(), "the focus left with Shift+Tab");
      }
      const overflow = () => page.evaluate(() => getComputedStyle(document.documentElement).overflowY);
      assert.equal(await overflow(), "hidden");
      await page.keyboard.press("Escape");
      await noDialog(page);
      assert.deepEqual([await overflow(), await page.evaluate(() => document.activeElement === document.querySelector("main article [data-testid=reply]"))], ["scroll", true]);
      await page.keyboard.press("Enter");
      await composer(page);
      await typeAndSend(page, "x");
      await noDialog(page);
      assert.deepEqual([await overflow(), await page.evaluate(() => document.activeElement.dataset.testid)], ["scroll", "reply"]);
    });
  });
}, mainly("chromium"));
