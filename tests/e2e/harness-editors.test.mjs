// The text fields of the replica's composer are the same to whoever writes in them: Draft.js, Lexical, a plain field.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bench, kind } from "../replica/bench.mjs";
import { OWN_WORDS, word } from "../replica/data/words.mjs";
import { composer, composerState, openReply, PAGE_FIELD, send, toast } from "../support/steps.mjs";
import { until } from "../support/until.mjs";

const FIELD = "[role=dialog] [data-testid=tweetTextarea_0]";
const frames = (page) => page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
const holds = (page, text, ready = text.trim() !== "", field = FIELD) => until(page, (wanted, words, on) => {
  const box = document.querySelector(wanted);
  return box && (box.value ?? box.textContent) === words && document.querySelector("[data-testid=tweetButton]").disabled !== on;
}, `the box with ${JSON.stringify(text)}, ${ready ? "" : "not "}ready`, { args: [field, text, ready] });
const shown = (page) => page.evaluate((words) => document.querySelector("[role=dialog]").innerText.includes(words), word("yourReply"));
const posted = (replica) => replica.state.replies.map(({ text }) => text);

bench("editors", (on, browser) => {
  for (const editor of ["draft", "lexical", "textarea"]) {
    const at = `/home?n=8&composer=${editor}`;
    const rich = editor !== "textarea";

    test(`${editor}: its signs, its placeholder while empty, typed into and sent, and empty the next time`, async () => {
      await on(at, async (page, replica) => {
        const [tweet] = replica.tweets({ n: 8 });
        await openReply(page, tweet.id);
        assert.deepEqual(await page.$eval(FIELD, (box) => [box.tagName, box.role ?? box.getAttribute("role"), box.contentEditable, box.getAttribute("aria-label")]), rich ? ["DIV", "textbox", "true", "Post text"] : ["TEXTAREA", null, "inherit", "Post text"]);
        if (rich) assert.equal(await shown(page), true);
        await page.keyboard.type("I want this #AmazonCart");
        await holds(page, "I want this #AmazonCart");
        assert.equal((await page.$("[role=listbox]")) !== null, rich);
        if (rich) assert.equal(await shown(page), false);
        await send(page);
        await toast(page);
        await until(page, () => !document.querySelector("[role=dialog]"), "the box gone");
        await openReply(page, tweet.id);
        await holds(page, "");
        assert.deepEqual(posted(replica), ["I want this #AmazonCart"]);
      });
    });

    test(`${editor}: the command to insert text${browser === "chromium" && rich ? ", and a paste," : ""} reaches its state, once`, async () => {
      for (const way of browser === "chromium" && rich ? ["insert", "paste"] : ["insert"]) {
        await on(at, async (page, replica) => {
          await openReply(page);
          await page.evaluate((field, how) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", "#AmazonCart");
            if (how === "insert") document.execCommand("insertText", false, "#AmazonCart");
            else document.querySelector(field).dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
          }, FIELD, way);
          await holds(page, "#AmazonCart");
          await send(page);
          await toast(page);
          assert.deepEqual(posted(replica), ["#AmazonCart"]);
        });
      }
    });

    test(`${editor}: only its state wakes the button, and a text that is too long does not`, async () => {
      await on(at, async (page) => {
        await openReply(page);
        await page.evaluate((field) => {
          const box = document.querySelector(field);
          if (box.tagName === "TEXTAREA") Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, "#AmazonCart");
          else (box.querySelector("p, span") ?? box).append("#AmazonCart");
        }, FIELD);
        await frames(page);
        assert.equal((await composerState(page)).ready, false);
      });
      await on(at, async (page) => {
        await openReply(page);
        // A tag: of other words that browsers insert by themselves Draft.js 0.11 loses its place, and React with it.
        const tag = `#${"x".repeat(280)}`;
        await page.evaluate((text) => document.execCommand("insertText", false, text), tag);
        await holds(page, tag, false);
        await page.keyboard.press("Backspace");
        await holds(page, tag.slice(0, -1));
      });
    });

    test(`${editor}: words of the user's, a text from an address, a page of its own`, async () => {
      await on(`${at}&draft=held`, async (page, replica) => {
        await openReply(page);
        await holds(page, OWN_WORDS);
        await page.keyboard.press("End");
        await page.keyboard.type("!");
        await holds(page, `${OWN_WORDS}!`);
        const tweet = kind(replica, "dp");
        await page.goto(`https://x.com/intent/post?in_reply_to=${tweet.id}&text=%23AmazonCart&composer=${editor}`);
        await holds(page, "#AmazonCart ");
        await page.goto(`https://x.com/compose/post?in_reply_to=${tweet.id}&composer=${editor}&composeAs=page&layout=mobile`);
        await composer(page, PAGE_FIELD);
        await page.keyboard.type("#AmazonCart");
        await holds(page, "#AmazonCart", true, PAGE_FIELD);
        await send(page);
        await toast(page);
        assert.deepEqual(posted(replica), ["#AmazonCart"]);
      });
    });
  }

  test("lexical, typeahead=takes: Enter and Tab take the first suggestion, a click its own; Ctrl+Enter sends nothing", async () => {
    for (const [key, text] of [["Enter", "x #AmazonCartDaily "], ["Tab", "x #AmazonCartDaily "], ["Control", "x #AmazonCartDaily "], ["click", "x #AmazonCartClub "]]) {
      await on("/home?n=8&composer=lexical&typeahead=takes", async (page, replica) => {
        await openReply(page);
        await page.keyboard.type("x #AmazonCart");
        await until(page, () => document.querySelectorAll("[role=listbox] [role=option]").length === 3, "the suggestions");
        if (key === "Control") await page.keyboard.down(key);
        if (key === "click") await page.click("[role=option]:last-child");
        else await page.keyboard.press(key === "Control" ? "Enter" : key);
        if (key === "Control") await page.keyboard.up(key);
        await holds(page, text);
        assert.equal(await page.$("[role=listbox]"), null);
        assert.equal(replica.state.attempts.length, 0);
      });
    }
  });

  test("lexical, changed and altered: without its signs, or with neighbours that have them, it still takes what is typed", async () => {
    await on("/home?n=8&composer=lexical&changed=composer", async (page) => {
      await until(page, () => { document.querySelector("main article [data-testid=reply]").click(); return true; }, "the reply button");
      await until(page, () => document.activeElement?.matches("[role=dialog] [contenteditable=true]"), "the field");
      assert.equal(await page.$("[data-testid^=tweetTextarea], [role=textbox]"), null);
      await page.keyboard.type("x");
      await until(page, () => document.querySelector("[data-testid=tweetButton]:enabled"), "ready");
    });
    for (const [alter, field] of [["renamed", "[role=dialog] [data-testid=new-tweetTextarea_0]"], ["up", "[role=dialog] [data-testid=tweetTextarea_0] > [role=textbox]"], ["wrapped", FIELD], ["twice", `${FIELD}[contenteditable]`]]) {
      await on(`/home?n=8&composer=lexical&alter=TEXTBOX.testid:${alter}`, async (page, replica) => {
        await openReply(page, undefined, field);
        await page.keyboard.type("x");
        await send(page);
        await toast(page);
        assert.deepEqual(posted(replica), ["x"]);
      });
    }
  });
});
