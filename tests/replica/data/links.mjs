// Links as X makes them: a t.co address, the display form and its hidden parts.

/** Host and path characters X shows before the ellipsis: host, "/", then this many. */
const VISIBLE_PATH = 14;

/** A small, stable string hash (FNV-1a), for names and codes that must not change from run to run. */
export function hash(text) {
  let h = 0x811c9dc5;
  for (const ch of text) h = Math.imul(h ^ ch.codePointAt(0), 0x01000193) >>> 0;
  return h;
}

/** A t.co address for `expanded`; the same address for the same link, as on X. */
export function shorten(expanded) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  let code = "";
  for (let i = 0; code.length < 10; i += 1) code += alphabet[hash(`${i}:${expanded}`) % alphabet.length];
  return `https://t.co/${code}`;
}

/**
 * Splits a link into what X hides and shows: protocol and "www." are cut, then
 * the host and 14 characters of path are visible, and the tail is hidden.
 * @param {string} expanded
 */
export function display(expanded) {
  const [, protocol, rest] = /^(https?:\/\/)(?:www\.)?(.*)$/s.exec(expanded);
  const slash = rest.indexOf("/");
  const path = slash < 0 ? "" : rest.slice(slash + 1);
  if (path.length <= VISIBLE_PATH + 1) return { protocol, visible: rest, tail: "", ellipsis: false };
  const cut = slash + 1 + VISIBLE_PATH;
  return { protocol, visible: rest.slice(0, cut), tail: rest.slice(cut), ellipsis: true };
}

/** A link part of a tweet's text. */
export const link = (expanded, options = {}) => ({ type: "url", expanded, url: shorten(expanded), ...options });
