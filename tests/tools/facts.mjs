// Runs in a page, saved or replica: gathers facts about X's structure as plain
// data. No imports: the function is sent to the browser as text.

/**
 * @returns {{things: Record<string, {tags: string[], attributes: string[][], parents: string[], depths: number[]}>}}
 */
export function gatherFacts() {
  const SUBJECTS = "article[data-testid=tweet], [role=dialog][aria-modal=true], [data-testid=toast]";
  // Classes and styles are X's build; the rest are marks left by other extensions or by React's DnD.
  const NOISE = /^(class|style|id|srcset|draggable|alt|src|data-harvest.*|data-sm-.*|data-socialmonkey-.*|data-rbd.*|data-modified|data-focusvisible.*|lang)$/;

  const nameOf = (node) => {
    const testid = node.getAttribute("data-testid");
    if (testid) return testid.replace(/^(UserAvatar-Container-).*/, "$1*");
    if (node.getAttribute("role") === "group") return "group";
    if (node.tagName === "TIME") return "time";
    if (node.getAttribute("role") === "dialog") return "dialog";
    if (node.tagName !== "A") return null;
    const href = node.getAttribute("href") ?? "";
    if (href.startsWith("https://t.co/")) return node.closest("[data-testid=tweetText]") ? "a:link-in-text" : "a:link-of-card";
    if (/\/analytics$/.test(href)) return "a:analytics";
    if (/\/status\/\d+(\/history)?$/.test(href)) return node.closest("[data-testid=toast]") ? "a:toast-status" : "a:permalink";
    if (/^\/hashtag\//.test(href)) return "a:hashtag";
    if (/^\/\w+$/.test(href)) return node.closest("[data-testid=User-Name]") ? "a:author" : "a:profile";
    return null;
  };

  const things = {};
  const add = (node) => {
    const name = nameOf(node);
    // One saved page holds another extension's button.
    if (!name || node.closest(".harvester")) return;
    const thing = (things[name] ??= { tags: [], attributes: [], parents: [], depths: [] });
    let depth = 1;
    let parent = node.parentElement;
    while (parent && !nameOf(parent)) {
      parent = parent.parentElement;
      depth += 1;
    }
    thing.tags.push(node.tagName.toLowerCase());
    thing.attributes.push([...node.attributes].map((a) => (["role", "type", "rel", "target", "dir", "tabindex", "aria-haspopup", "aria-modal", "aria-hidden"].includes(a.name) ? `${a.name}=${a.value}` : a.name)).filter((a) => !NOISE.test(a.split("=")[0])));
    thing.parents.push(parent ? nameOf(parent) : "(page)");
    thing.depths.push(depth);
  };
  for (const subject of document.querySelectorAll(SUBJECTS)) {
    add(subject);
    for (const node of subject.querySelectorAll("*")) add(node);
  }

  // Single statements which the lists above cannot make.
  const all = (selector) => [...document.querySelectorAll(selector)];
  const articles = all("article[data-testid=tweet]");
  const hold = (nodes, check) => (nodes.length === 0 ? null : nodes.every(check));
  const inList = articles.filter((a) => a.getAttribute("tabindex") === "0" && a.querySelector("[role=group]"));
  const focal = articles.filter((a) => a.getAttribute("tabindex") === "-1" && a.querySelector("[role=group]") && !a.closest("[role=dialog]"));
  const parents = all("[role=dialog] article");
  const links = all("[data-testid=tweetText] a[href^='https://t.co/']");
  const spans = (a) => [...a.children].filter((c) => c.getAttribute("aria-hidden") === "true");
  const statements = {
    "cells are absolutely placed by translateY": hold(all("[data-testid=cellInnerDiv]"), (c) => /translateY/.test(c.style.transform) && c.style.position === "absolute"),
    "an article lies in a cell": hold(inList, (a) => a.closest("[data-testid=cellInnerDiv]") !== null || !document.querySelector("[data-testid=cellInnerDiv]")),
    "a listed tweet's permalink holds its time, inside the name, or it is an ad": hold(inList.filter((a) => a.querySelector("time") && document.querySelector("#layers")), (a) => a.querySelector("[data-testid=User-Name] a > time") !== null),
    "a focal tweet's permalink stands outside the name": hold(focal, (a) => a.querySelector("a[href*='/status/'] > time") !== null && !a.querySelector("[data-testid=User-Name] a[href*='/status/'] > time")),
    "a focal tweet may have two bars": focal.some((a) => a.querySelectorAll("[role=group]").length === 2) || null,
    "the reply button is two below its bar": hold(all("[role=group] [data-testid=reply]"), (b) => b.parentElement.parentElement.getAttribute("role") === "group"),
    "the share button has no testid and is last": hold(all("article [role=group]").filter((g) => g.querySelector("[data-testid=reply]")), (g) => g.lastElementChild.querySelector("button:not([data-testid])") !== null),
    "the bar's id begins with id__": hold(all("article [role=group][id]"), (g) => g.id.startsWith("id__")),
    "a dialog's parent tweet has no permalink and no bar": hold(parents, (a) => !a.querySelector("a[href*='/status/']") && !a.querySelector("[role=group]")),
    "a link's first child is its hidden protocol": hold(links, (a) => /^https?:\/\/$/.test(a.firstElementChild?.textContent.trim()) && a.firstElementChild.getAttribute("aria-hidden") === "true"),
    "a link's visible part is a bare text node": hold(links, (a) => [...a.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== "")),
    "a cut link ends in a hidden tail and an ellipsis": hold(links.filter((a) => a.textContent.includes("…")), (a) => spans(a).length === 3 && spans(a)[2].textContent.trim() === "…"),
    "a link in a quote is a span": hold(all("[data-testid=tweetText] span[dir=ltr]").filter((s) => /^https?:\/\//.test(s.textContent)), (s) => s.closest("a") === null),
    "a large card's From link follows its wrapper": hold(all("[data-testid='card.wrapper']").filter((c) => c.querySelector("[data-testid='card.layoutLarge.media']")), (c) => c.nextElementSibling?.tagName === "A"),
    "a large card names domain and title in a label": hold(all("[data-testid='card.layoutLarge.media'] a"), (a) => /^\S+\.\S+ \S/.test(a.getAttribute("aria-label"))),
    "a quote is no article": hold(all("[role=link][tabindex='0'] [data-testid=tweetText]").filter((t) => t.closest("article")), (t) => t.closest("[role=link]").closest("article") !== null && t.closest("[role=link]").querySelector("article") === null),
    "the editor is Draft.js": hold(all("[data-testid=tweetTextarea_0]"), (e) => e.matches(".public-DraftEditor-content[contenteditable=true][role=textbox]") && e.querySelector("[data-contents=true] [data-block=true] [data-offset-key]") !== null),
    "an empty composer cannot be sent": hold(all("[data-testid=tweetButton], [data-testid=tweetButtonInline]").filter((b) => b.disabled), (b) => b.getAttribute("aria-disabled") === "true" && b.getAttribute("tabindex") === "-1"),
    "body and html show the theme": hold([document.documentElement].filter(() => document.querySelector("#react-root")), (h) => document.body.style.backgroundColor !== "" && h.style.colorScheme !== ""),
    "#layers lies inside #react-root": hold(all("#layers"), (l) => l.closest("#react-root") !== null),
    "the timeline is a labelled region with a heading": hold(all("section[role=region]").filter((s) => s.querySelector("[data-testid=cellInnerDiv] article")), (s) => s.querySelector(":scope > h1") !== null && s.querySelector(":scope > div[aria-label]") !== null),
    "the account button tells the viewer": hold(all("[data-testid=SideNav_AccountSwitcher_Button]"), (b) => b.querySelector("[data-testid^=UserAvatar-Container-]") !== null),
  };
  return { things, statements };
}
