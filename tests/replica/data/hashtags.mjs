// Where X makes a link within words: a hashtag, a mention. One owner, so that what the page links is what the tests
// count.

/**
 * A hashtag begins a word. After a Japanese letter X's own rule of 2018 (twitter-text 3) makes none; that people see it
 * linked there is believed, and the page links it. What follows without a space belongs to the tag, in any script.
 */
const BEFORE_TAG = String.raw`[\s(\[「『（、。！？\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
const PIECE = new RegExp(String.raw`((?:^|(?<=${BEFORE_TAG}))[#＃][\p{L}\p{M}\p{N}_]+|(?:^|(?<=\s))@[\p{L}\p{N}_]+)`, "u");

/** A text in its pieces: words as they are, hashtags with their name and their address, mentions with theirs. */
export function pieces(text) {
  return text.split(PIECE).filter(Boolean).map((piece) => {
    if (!/^[#＃@]./u.test(piece)) return { text: piece };
    const name = [...piece].slice(1).join("");
    return piece.startsWith("@")
      ? { text: piece, mention: name, href: `/${name}` }
      : { text: piece, tag: name, href: `/hashtag/${encodeURIComponent(name)}?src=hashtag_click` };
  });
}

const strings = (post) => post.text.filter((part) => typeof part === "string");

/** The two hashtags that count, as a post's own text has them; a quoted post's text is not its own. */
export function tagsOf(post) {
  const names = strings(post).flatMap(pieces).filter((piece) => piece.tag).map((piece) => piece.tag.toLowerCase());
  return { cart: names.includes("amazoncart"), basket: names.includes("amazonbasket") };
}

export const isTagged = (post) => Object.values(tagsOf(post)).some(Boolean);

/** Whom a post's own text names. */
export const mentionsOf = (post) => strings(post).flatMap(pieces).flatMap((piece) => piece.mention ?? []);
