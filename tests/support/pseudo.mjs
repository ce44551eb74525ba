// Languages that nobody speaks, for tests alone: every text longer and with accents, or from right to left. They are
// installed as a language is that the user chose: as a record of texts.
import { readFileSync, readdirSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);
const LOCALES = new URL("extension/_locales/", ROOT);

/** The folders of the languages. */
export const LANGUAGES = readdirSync(LOCALES).sort();

const ACCENTS = { a: "á", b: "ƀ", c: "ç", d: "ð", e: "é", f: "ƒ", g: "ĝ", h: "ĥ", i: "î", j: "ĵ", k: "ķ", l: "ļ", m: "ɱ", n: "ñ", o: "ö", p: "þ", q: "ǫ", r: "ŕ", s: "š", t: "ţ", u: "û", v: "ṽ", w: "ŵ", x: "ẋ", y: "ý", z: "ž" };
/** What stands before and after each text, so that one whose end is cut off can be told from one that is whole. */
export const [BEGIN, END] = ["⟦", "⟧"];

/** What is not translated: places, hashtags, and what the user writes into a template. */
const KEPT = /(\$[a-z]+\$|#\w+|\{\w+\})/gi;
const accented = (part) => part.replace(/[a-z]/gi, (letter) => {
  const with_ = ACCENTS[letter.toLowerCase()] ?? letter;
  return letter === letter.toLowerCase() ? with_ : with_.toUpperCase();
});

/** A text 40 % longer, in parts as long as words are. */
function longer(message) {
  const text = message.split(KEPT).map((part, nth) => (nth % 2 ? part : accented(part))).join("");
  const more = Math.ceil(message.replace(KEPT, "").length * 0.4);
  const words = "ëñ ðîé þöûŕ çîñķ šéẋ šéþţ ".repeat(Math.ceil(more / 26)).slice(0, more).trim();
  return `${BEGIN}${text}${words && ` ${words}`}${END}`;
}

/** The letters of an alphabet that is written from the right, for those of ours; numbers and places stay. */
const FROM_RIGHT = "אבגדהוזחטיכלמנסעפצקרשתאבגד";
const mirrored = (part) => part.replace(/[a-z]/gi, (letter) => FROM_RIGHT["abcdefghijklmnopqrstuvwxyz".indexOf(letter.toLowerCase())]);
const fromRight = (message) => `${BEGIN}${message.split(KEPT).map((part, nth) => (nth % 2 ? part : mirrored(part))).join("")}${END}`;

/** What does not go into words: tags of languages, and directions. */
const FIXED = { long: { locale: "en", locale_dir: "ltr" }, right: { locale: "he", locale_dir: "rtl" } };
const WAYS = { long: longer, right: fromRight };

const messages = (folder) => JSON.parse(readFileSync(new URL(`${folder}/messages.json`, LOCALES), "utf8"));

/** A message as it ships: places have numbers. */
const flat = ({ message, placeholders = {} }, way = (text) => text) => Object.entries(placeholders).reduce((text, [name, { content }]) => text.replaceAll(`$${name}$`, content), way(message));

/**
 * The records that have the extension speak a language.
 * @param {string} name `long`, `right`, or the folder of one that people speak
 */
export function spoken(name) {
  const [folder, way] = WAYS[name] ? ["en", WAYS[name]] : [name, undefined];
  const texts = Object.entries(messages(folder)).map(([key, message]) => [key, { message: FIXED[name]?.[key] ?? flat(message, way) }]);
  return { words: { v: 1, data: { language: folder, version: "0.0.0", texts: JSON.stringify(Object.fromEntries(texts)) } } };
}

/** A text of a language as it is said, by its key. */
export const said = (folder, key, ...args) => {
  const text = flat(messages(folder)[key]);
  return args.reduce((all, arg, nth) => all.replaceAll(`$${nth + 1}`, String(arg)), text);
};
