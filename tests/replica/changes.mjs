// What X can do to the signs that extensions know its page by: every sign of the selector table, and four changes.
// The page applies them while it makes its elements (app/changes.js), so that nobody ever sees the form of before.

/** @typedef {"renamed" | "up" | "wrapped" | "twice"} Kind */
export const KINDS = {
  renamed: "the sign has another name, or is not there",
  up: "the sign stands on an element around",
  wrapped: "another element stands around the element, between it and its parent",
  twice: "two empty neighbours have the sign as well, one before and one after; of an address: with another target",
};

const testid = (...values) => ({ attributes: ["data-testid"], is: (type, props) => values.includes(props["data-testid"]) });
const role = (value, where = () => true) => ({ attributes: ["role"], is: (type, props) => props.role === value && where(type, props) });
/** Addresses: `other` is what a neighbour's leads to, and `gone` the form that nobody knows. */
const address = (pattern, { gone, other, where = () => true }) => ({ attributes: ["href"], other, gone, is: (type, props) => type === "a" && pattern.test(props.href ?? "") && where(props) });

const holdsTime = (props) => props.children?.type === "time";
const inToast = (props) => props.children?.type === "span" && props.dir === "ltr" && props.role === "link" && props.className === "t";

/** `LINE.sign` of src/sites/x/selectors.rs → how it is found among the elements that the page makes. */
export const SIGNS = {
  "ARTICLE.testid": testid("tweet"),
  "ARTICLE.role": role("article"),
  "ARTICLE.tag": { tag: "div", is: (type) => type === "article" },
  "GROUP.role": role("group"),
  "REPLY.testid": testid("reply"),
  "RETWEET.testid": testid("retweet", "unretweet"),
  "LIKE.testid": testid("like", "unlike"),
  "PERMALINK.address": address(/\/status\/\d+(\/history)?$/, { gone: (href) => href.replace("/status/", "/post/"), other: "/viewer/status/1111", where: holdsTime }),
  "TIME.tag": { tag: "span", is: (type) => type === "time" },
  "ANALYTICS.address": address(/\/analytics$/, { gone: (href) => href.replace("/analytics", "/numbers"), other: "/viewer/status/1111/analytics" }),
  "USER_NAME.testid": testid("User-Name"),
  "TEXT.testid": testid("tweetText"),
  "TEXT.lang": { attributes: ["lang"], is: (type, props) => type === "div" && "lang" in props && "dir" in props },
  "QUOTE.role": role("link", (type) => type === "div"),
  "QUOTED_LINK.dir": { attributes: ["dir"], is: (type, props) => type === "span" && props.dir === "ltr" && typeof props.children?.type === "function" },
  "CARD.testid": testid("card.wrapper"),
  "CARD.media": testid("card.layoutSmall.media", "card.layoutLarge.media"),
  "CARD_DETAIL.testid": testid("card.layoutSmall.detail", "card.layoutLarge.detail"),
  "PHOTO.testid": testid("tweetPhoto"),
  "VIEWER.testid": testid("AppTabBar_Profile_Link"),
  "DIALOG.role": role("dialog", (type, props) => !props["data-testid"]),
  "DIALOG.modal": { attributes: ["aria-modal"], is: (type, props) => props.role === "dialog" && "aria-modal" in props && !props["data-testid"] },
  "TEXTBOX.testid": testid("tweetTextarea_0"),
  "TEXTBOX.role": role("textbox"),
  "SEND.testid": testid("tweetButton"),
  "SHEET.testid": testid("sheetDialog"),
  "LOGIN.address": address(/^\/login$/, { gone: () => "/enter", other: "/login" }),
  "ALERT.role": role("status", (type, props) => props.className.includes("failure")),
  "CLOSE.testid": testid("app-bar-close"),
  "DISCARD.testid": testid("confirmationSheetCancel"),
  "SAVE.testid": testid("confirmationSheetConfirm"),
  "TOAST.testid": testid("toast"),
  "TOAST.role": role("alert", (type, props) => props.className.includes("toast")),
  "STATUS_LINK.address": address(/\/status\/\d+$/, { gone: (href) => href.replace("/status/", "/post/"), other: "/viewer/status/1111", where: inToast }),
};

/** `A.testid:renamed,B.role:up` → [["A.testid", "renamed"], …]; what is none is an error. */
export function changesOf(text) {
  return String(text ?? "").split(",").filter(Boolean).map((one) => {
    const [sign, kind, more] = one.split(":");
    if (!(sign in SIGNS) || !(kind in KINDS) || more !== undefined) throw new Error(`no such change: ${one}`);
    return [sign, kind];
  });
}
