// X's search, as far as a question about answers goes: words and hashtags, `to:`, `from:`, `since:`, `until:`,
// `conversation_id:`, `filter:replies`, a minus before any of them, and `OR` within parentheses.
import { pieces } from "./hashtags.mjs";

/** `a (b OR c)` → [["a"], ["b", "c"]]: of each list one must hold. */
const terms = (query) => [...query.matchAll(/\(([^)]*)\)|(\S+)/g)].map(([, either, alone]) => (either === undefined ? [alone] : either.split(/\s+OR\s+/)));

/** A day of UTC, in milliseconds. */
const day = (text) => Date.parse(`${text}T00:00:00Z`);

/** @param {{byId: Map<string, object>, root: (post: object) => object}} all */
function holds(term, post, all) {
  if (term.startsWith("-")) return !holds(term.slice(1), post, all);
  const [, operator, value] = /^(\w+):(.*)$/s.exec(term) ?? [];
  const is = (user) => user?.handle.toLowerCase() === value.toLowerCase().replace(/^@/, "");
  if (operator === "from") return is(post.user);
  if (operator === "to") return is(all.byId.get(post.inReplyTo)?.user);
  if (operator === "since") return Date.parse(post.time) >= day(value);
  if (operator === "until") return Date.parse(post.time) < day(value);
  if (operator === "conversation_id") return all.root(post).id === value;
  if (operator === "filter" && value === "replies") return Boolean(post.inReplyTo);
  const words = post.text.filter((part) => typeof part === "string");
  // A hashtag is found as X links it, whatever its case; anything else as it is written.
  if (/^[#＃]/u.test(term)) return words.flatMap(pieces).some(({ tag }) => tag?.toLowerCase() === [...term].slice(1).join("").toLowerCase());
  return words.join("").toLowerCase().includes(term.toLowerCase());
}

/** Whether a post is what was asked for. */
export const matches = (query, post, all) => terms(query).every((either) => either.some((term) => holds(term, post, all)));
