// The language: the browser's, or one that the user chose; and whether every page holds languages that are longer, or
// are written from right to left.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { LANGUAGES, said, spoken } from "../support/pseudo.mjs";
import { BROWSERS, face, hostOf, inside, mainly, open, press, reach, shows, until, untilHere } from "../support/hashcart.mjs";
import { itemRecord, open as openStore } from "../support/handover.mjs";
import { ONE, SEEN, TWO, file } from "../support/seen.mjs";
import { item, keyOf, records } from "../support/shelf.mjs";

/** Chooses a language in the options, with the keyboard: the arrow keys and Enter are the browser's own. */
const choose = async (page, folder) => {
  await page.select("#language", folder);
  await until(page, (wanted) => document.querySelector("#language")?.value === wanted && document.documentElement.lang !== "" && document.activeElement?.id === "language", `the options in ${folder || "the browser's language"}`, { args: [folder] });
};
const heading = (page, words) => until(page, (wanted) => document.querySelector("h1")?.textContent === wanted, `the heading ${words}`, { args: [words] });

describe("language", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser, { csp: "wasm", page: { n: 60 }, settings: { reply: "private" } }); });
      after(() => world?.end());

      test("one that the user chose is spoken in every page at once, and after that, until the browser's is chosen again", async () => {
        const x = await world.x();
        const dp = world.tweet("dp");
        await hostOf(x, dp);
        const list = await world.session.openExtensionPage("list.html", "#empty:not([hidden])");
        const options = await world.session.openExtensionPage("options.html#language", "#mode input:checked");
        assert.equal(await options.$eval("#language", (select) => select.value), "");
        const names = await options.$$eval("#language option", (all) => all.slice(1).map((option) => [option.value, option.lang, option.textContent]));
        assert.deepEqual(names.map(([folder]) => folder).sort(), LANGUAGES);
        assert.deepEqual(names.filter(([folder]) => ["de", "ar", "pt_BR"].includes(folder)).map(([, tag, name]) => [tag, name]), [["de", "Deutsch"], ["pt-BR", "Português (Brasil)"], ["ar", "العربية"]]);
        await options.bringToFront();
        await choose(options, "ar");
        for (const page of [options, await world.desk()]) await heading(page, said("ar", "options_title"));
        assert.deepEqual(await options.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ["ar", "rtl"]);
        assert.equal((await world.records()).settings.data.language, "ar");
        await heading(list, said("ar", "list_heading"));
        // X's page need not be loaded anew, and what it says is marked as what it is.
        await x.bringToFront();
        await untilHere(async () => (await face(x, dp)).label === said("ar", "button_idle"), "the button's Arabic label");
        await press(x, dp);
        await shows(x, dp, { tone: "done" });
        await untilHere(async () => (await face(x, dp)).label === said("ar", "button_added"), "that it is saved, in Arabic");
        const popup = await world.popup();
        await until(popup, () => document.documentElement.dir === "rtl", "the popup from right to left");
        await popup.close();
        await x.reload();
        await hostOf(x, dp);
        await untilHere(async () => (await face(x, dp)).label === said("ar", "button_added"), "Arabic after a reload");
        await options.bringToFront();
        await choose(options, "");
        for (const page of [options, await world.desk()]) await heading(page, said("en", "options_title"));
        await heading(list, said("en", "list_heading"));
        await untilHere(async () => !("words" in await world.records()), "no texts left behind");
        await x.bringToFront();
        await untilHere(async () => (await face(x, dp)).label === said("en", "button_added"), "English again");
        for (const page of [x, list, options]) await page.close();
      });

      // An exception for each text was half of what a row cost. Firefox gives a page its `chrome` after the driver's turn.
      if (browser === "chromium") {
        test("to say something in the browser's language, no page of ours runs into an exception", async () => {
          await world.write(records(20));
          const painted = { popup: "#list li", list: "#list li", options: "#mode input:checked", insights: "section[id^=view-]:not([hidden])", handover: "#picks li", help: "h2:not(:empty)" };
          for (const [name, there] of Object.entries(painted)) {
            const page = await world.session.page();
            await page.evaluateOnNewDocument(() => {
              globalThis.thrown = [];
              const { get } = Reflect;
              Reflect.get = (...asked) => {
                try {
                  return get(...asked);
                } catch (error) {
                  globalThis.thrown.push(String(asked[1]));
                  throw error;
                }
              };
            });
            await page.goto(`${world.session.baseUrl()}/${name}.html`);
            await until(page, (wanted) => document.querySelector(wanted), `${name}, painted`, { args: [there] });
            assert.deepEqual(await page.evaluate(() => globalThis.thrown), [], name);
            await page.close();
          }
        });
      }

      test("it is that of an imported file, and goes with everything else", async () => {
        await world.anew(null);
        const desk = await world.desk();
        await desk.bringToFront();
        // The page that asks begins anew, and hears no answer.
        const ask = (call, more) => desk.evaluate((message) => { setTimeout(() => chrome.runtime.sendMessage(message)); }, { v: 1, call, ...more });
        await ask("import", { text: file({ settings: { reply: "private", language: "nl" } }) });
        await heading(desk, said("nl", "options_title"));
        await ask("forget", { author: null });
        await heading(desk, said("en", "options_title"));
        assert.deepEqual(Object.keys(await world.records()), []);
        await world.write({ settings: { v: 1, data: { reply: "private" } } });
      });

      /** Installs a language, or takes it away; the desk begins anew with it. */
      const speaks = async (texts, title) => {
        const desk = await world.desk();
        await desk.bringToFront();
        await desk.evaluate((all) => { setTimeout(() => { if (all) chrome.storage.local.set(all); else chrome.storage.local.remove("words"); }); }, texts);
        await until(desk, (wanted) => document.querySelector("h1")?.textContent.startsWith(wanted), `the desk says ${title}`, { args: [title] });
      };

      test("titles are in the order of the language, and found without accents and capitals", async () => {
        await world.anew(null);
        const titles = ["Zebra", "Äpfel", "apfel 10", "Apfel 9", "İstanbul", "كِتَاب"];
        await world.write({ ...Object.fromEntries(titles.map((title, nth) => [`item:${keyOf(nth)}`, { v: 1, data: item(nth, { found: { title } }) }])), settings: { v: 1, data: { reply: "private" } } });
        const page = await world.session.openExtensionPage("list.html", "#list li");
        const shown = (at = page) => at.$$eval("#list > li", (rows) => rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).map((row) => row.querySelector("[data-slot=title]").textContent));
        const are = (wanted, what) => untilHere(async () => JSON.stringify(await shown()) === JSON.stringify(wanted), `${what}: ${wanted}`);
        await page.select("#sort", "list_title");
        await are(["Äpfel", "Apfel 9", "apfel 10", "İstanbul", "Zebra", "كِتَاب"], "as English has it");
        for (const [searched, found] of [["APFEL", ["Äpfel", "Apfel 9", "apfel 10"]], ["äpfel 10", ["apfel 10"]], ["istanbul", ["İstanbul"]], ["كتاب", ["كِتَاب"]]]) {
          await page.$eval("#search", (field, words) => { field.value = words; field.dispatchEvent(new InputEvent("input", { bubbles: true })); }, searched);
          await are(found, searched);
        }
        await page.close();
        await speaks(spoken("sv"), said("sv", "options_title"));
        const swedish = await world.session.openExtensionPage("list.html", "#list li");
        await swedish.select("#sort", "list_title");
        await untilHere(async () => (await shown(swedish)).slice(-3).join() === "Zebra,Äpfel,كِتَاب", "ä after z, as Swedish has it");
        await swedish.close();
        await speaks(null, said("en", "options_title"));
      });

      /** What is wrong with how a page looks, in words. */
      const faults = (page, letters) => page.evaluate(([latin]) => {
        const found = [];
        const root = document.documentElement;
        if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth - root.clientWidth} too wide`);
        const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
        // What of it a box that scrolls or cuts shows.
        const seen = ({ left, top, right, bottom }, holder) => {
          for (let box = holder; box && box !== root; box = box.parentElement) {
            if (box === document.body || getComputedStyle(box).overflowY === "visible") continue;
            const at = box.getBoundingClientRect();
            [left, top, right, bottom] = [Math.max(left, at.left), Math.max(top, at.top), Math.min(right, at.right), Math.min(bottom, at.bottom)];
          }
          return { left, top, right, bottom, width: right - left, height: bottom - top };
        };
        const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const lines = [];
        for (let node = words.nextNode(); node; node = words.nextNode()) {
          const text = node.data.trim();
          const holder = node.parentElement;
          if (!text || !shown(holder) || holder.closest("script, style, template, option")) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          const rects = [...range.getClientRects()].map((rect) => seen(rect, holder)).filter(({ width, height }) => width > 1 && height > 1);
          if (!rects.length) continue;
          // Read aloud only.
          if (getComputedStyle(holder).clipPath !== "none") continue;
          lines.push({ text, holder, rects });
          if (latin && /[A-Za-z]{3}/.test(text.replace(/#\w+|@\w+|\{\w+\}|https?:\S+|amazon(\.[a-z]+)+|UTC|[0-9a-f]{64}/g, "")) && !holder.closest("[dir=auto], [data-own], [translate=no], bdi, q, .changes")) found.push(`not translated: ${text.slice(0, 60)} in ${holder.outerHTML.slice(0, 100)}`);
          const box = holder.closest("button, a, label, summary, th, td, p, h1, h2, h3, li, span, div");
          const cut = [holder, box].some((one) => one && getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1 && !["auto", "scroll"].includes(getComputedStyle(one).overflowX));
          // What is cut with an ellipsis says the whole where the pointer rests.
          if (cut && /[⟦⟧]/.test(text) && !holder.closest("[title]")) found.push(`cut: ${text.slice(0, 60)} in ${holder.outerHTML.slice(0, 100)}`);
        }
        const controls = [...document.querySelectorAll("button, input:not([type=file], [hidden]), select, a[href], summary")].filter((one) => shown(one) && one.getClientRects().length && getComputedStyle(one).clipPath === "none");
        for (const one of controls) {
          const { left, right, width, height } = one.getBoundingClientRect();
          if (width < 1 || height < 1) continue;
          const scrolls = one.closest("nav, .scrolls, table, [role=region]");
          if (!scrolls && (left < -1 || right > root.clientWidth + 1)) found.push(`outside the window: ${one.outerHTML.slice(0, 100)}`);
        }
        const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
        // What lies over the page, such as a menu or a bar that stays in sight, lies over text.
        const layer = (one) => { for (let at = one; at; at = at.parentElement) if (["fixed", "sticky", "absolute"].includes(getComputedStyle(at).position)) return at; return null; };
        for (const [nth, one] of lines.entries()) {
          for (const other of lines.slice(nth + 1)) {
            if (one.holder === other.holder || layer(one.holder) !== layer(other.holder)) continue;
            if (one.rects.some((a) => other.rects.some((b) => over(a, b)))) found.push(`${one.text.slice(0, 40)} lies over ${other.text.slice(0, 40)}`);
          }
        }
        return [...new Set(found)];
      }, [letters]);

      const PAGES = [
        ["popup.html", "#list li"],
        ["list.html", "#list li"],
        ["options.html", "#mode input:checked"],
        ["welcome.html", "#mode input:checked"],
        ["handover.html?store=amazon.de", "#picks li"],
        ["help.html", "summary"],
        ...["overview", "posts", `launch=${ONE}`, "products", "people", `compare=${ONE},${TWO}`, "thanks", `draw=${ONE}`, "find", "promote", "data"].map((view) => [`insights.html#${view}`, "main"]),
      ];
      /** Width, pixels of the screen in each, and the text's size. */
      const SIZES = [[1280, 1, 1], [400, 1, 1], [320, 1, 1], [640, 2, 1], [1280, 1, 2]];
      /** What is wrong with our pages in a language, at every width. */
      const looked = async (name) => {
      const all = [];
      for (const [path, there] of PAGES) {
        const page = await world.session.openExtensionPage(path, there);
        await until(page, () => /[⟦]/.test(document.body.innerText), `${path} in the language`);
        const look = async (what) => {
          for (const [width, scale, text] of SIZES) {
            await page.setViewport({ width, height: 800, deviceScaleFactor: scale });
            await page.evaluate((times) => {
                  const root = document.documentElement;
                  root.style.fontSize = "";
                  root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * times}px`;
                }, text);
            await until(page, (wanted) => innerWidth === wanted, `${width} pixels`, { args: [width] });
            await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
            const wrong = await faults(page, name === "right");
            all.push(...wrong.map((one) => `${path}${what}, ${width} pixels, ${scale * 100} %, text ${text * 100} %: ${one}`));
          }
        };
        await page.bringToFront();
        await look("");
        if (await page.$("details:not([open])")) {
          await page.evaluate(() => { for (const part of document.querySelectorAll("main details, footer details")) part.open = true; });
          await look(", unfolded");
        }
        if (path === "list.html") {
          await page.click("#list [data-slot=tick]");
          await until(page, () => !document.querySelector("#chosen").hidden, "the selection's bar");
          await look(", with one selected");
        }
        await page.close();
      }
        return all;
      };

      /** What is wrong in our parts of somebody else's page; for our own world there. Their trees are closed. */
      const faultsInside = (page, host, latin) => inside(page, (wanted, letters) => {
        const found = [];
        let read = 0;
        const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
        for (const one of document.querySelectorAll(wanted)) {
          const root = tree(one);
          const lines = [];
          const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          for (let node = words.nextNode(); node; node = words.nextNode()) {
            const holder = node.parentElement;
            const said = node.data.trim();
            if (!said || holder.closest("style, template") || !holder.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
            // Read aloud only, or folded to the icon.
            if (!rects.length || getComputedStyle(holder).clipPath !== "none" || holder.closest(".face")?.clientWidth <= 40) continue;
            lines.push({ said, holder, rects });
            read += 1;
            if (letters && /[A-Za-z]{3}/.test(said.replace(/#\w+|@\w+|amazon(\.[a-z]+)+|Hashcart/g, "")) && !holder.closest("[dir=auto], bdi")) found.push(`not translated: ${said.slice(0, 60)}`);
            for (let box = holder; box; box = box.parentElement) {
              if (getComputedStyle(box).overflowX !== "visible" && box.scrollWidth > box.clientWidth + 1 && !["auto", "scroll"].includes(getComputedStyle(box).overflowX) && /[⟦⟧]/.test(said) && !box.closest("[title]")) found.push(`cut: ${said.slice(0, 60)} in .${box.className}`);
            }
            // Where X's post is in sight, ours is whole.
            for (const { left, right } of rects) if (left < -1 || right > document.documentElement.clientWidth + 1) found.push(`outside the window: ${said.slice(0, 60)}`);
          }
          const layer = (at) => at.closest("[popover]");
          for (const [nth, a] of lines.entries()) {
            for (const b of lines.slice(nth + 1)) if (layer(a.holder) === layer(b.holder) && a.rects.some((first) => b.rects.some((second) => over(first, second)))) found.push(`${a.said.slice(0, 40)} lies over ${b.said.slice(0, 40)}`);
          }
        }
        if (!read) found.push("nothing of ours to read");
        return [...new Set(found)];
      }, host, latin);

      if (!mainly("chromium").includes(browser)) return;

      for (const name of ["long", "right"]) {
        test(`on X and on Amazon nothing of ours is cut, covered or left in English where texts are ${name === "long" ? "40 % longer" : "written from right to left"}`, async () => {
          await world.anew(null);
          const all = [];
          await speaks(spoken(name), "⟦");
          try {
            for (const [path, width] of [["/home", 1280], ["/home?layout=mobile", 400]]) {
              const x = await world.x(path);
              const [dp, two] = [world.tweet("dp"), world.tweet("two-products")];
              const look = async (what) => {
                await x.setViewport({ width, height: 800 });
                await until(x, (wanted) => innerWidth === wanted, `${width} pixels`, { args: [width] });
                await x.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
                all.push(...(await faultsInside(x, "[data-hashcart]", name === "right")).map((one) => `${what}, ${width} pixels: ${one}`));
              };
              // In X's narrow layout they are icons.
              if (width > 400) await look("the buttons");
              // Asked the first time: what a press does.
              await reach(x, dp);
              await press(x, dp);
              await untilHere(async () => (await face(x, dp)).choices.length === 3, "the question");
              await look("the question");
              await x.keyboard.press("Escape");
              await reach(x, two);
              await press(x, two);
              await untilHere(async () => (await face(x, two)).menu?.length > 2, "the menu");
              await look("the menu");
              await x.close();
              await (await world.desk()).evaluate(() => chrome.storage.local.get(null).then((all) => chrome.storage.local.remove(Object.keys(all).filter((key) => key.startsWith("item:")))));
            }
          } finally {
            await speaks(null, said("en", "options_title"));
          }
          await world.anew({ reply: "private" });
          const store = await openStore(browser);
          try {
            store.amazon.put("B0LANG0001", { state: "choose" });
            store.amazon.put("B0LANG0002", {});
            await store.begin([itemRecord("B0LANG0001"), itemRecord("B0LANG0002")]);
            const desk = await store.desk();
            // The page begins anew in that language.
            await desk.evaluate((texts) => { setTimeout(() => chrome.storage.local.set(texts)); }, spoken(name));
            await until(desk, () => document.querySelector("h1")?.textContent.startsWith("⟦"), "the options in the language");
            await store.send();
            for (const halt of ["choose", "press"]) {
              await store.until((walk) => walk.halt === halt, halt);
              const tab = await store.tab();
              await tab.bringToFront();
              await untilHere(async () => (await store.panel(tab))?.says.startsWith("⟦"), "the panel in the language");
              for (const width of [1280, 400]) {
                await tab.setViewport({ width, height: 800 });
                await until(tab, (wanted) => innerWidth === wanted, `${width} pixels`, { args: [width] });
                await tab.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
                all.push(...(await faultsInside(tab, "[data-hashcart-panel]", name === "right")).map((one) => `the panel at ${halt}, ${width} pixels: ${one}`));
              }
              await store.act(tab, "skip");
            }
            await store.until((walk) => walk.at === "done", "the end");
          } finally {
            await store.end();
          }
          assert.deepEqual(all, []);
        });
      }

      for (const name of ["long", "right"]) {
        test(`nothing is cut, covered or left in English where texts are ${name === "long" ? "40 % longer" : "written from right to left"}`, async () => {
          await world.anew(null);
          const desk = await world.desk();
          await desk.bringToFront();
          await desk.evaluate((text) => chrome.runtime.sendMessage({ v: 1, call: "import", text }), file(SEEN));
          await world.write({ settings: { v: 1, data: { reply: "private" } }, ...records(12), insights: { v: 1, data: { on: true, own: ["ada"], days: 0 } } });
          await speaks(spoken(name), "⟦");
          try {
            assert.deepEqual(await looked(name), []);
          } finally {
            await speaks(null, said("en", "options_title"));
          }
          await world.anew({ reply: "private" });
        });
      }
    });
  }
});
