// The people who answer an author's posts, as many as a conversation needs. Invented, as all others here.

/** The languages they write in, as X names them in `lang`. */
export const LANGUAGES = ["en", "de", "fr", "es", "pt", "ja", "ar", "hi"];

/** Two of these make a handle, of at most fifteen signs. */
const FIRST = ["amber", "birch", "cedar", "dusk", "ember", "fern", "gravel", "hazel", "indigo", "juniper", "kelp", "linen", "marble", "nettle", "ochre", "pebble", "quartz", "rye", "saffron", "thistle", "umber", "velvet", "willow", "zinc"];
const SECOND = ["reads", "shelf", "pages", "notes", "desk", "ink", "lamp", "paper", "margin", "stack", "spine", "chapter", "nook", "quill", "folio", "draft", "index", "plot", "verse", "prose", "vellum", "teapot", "alley", "attic", "corner", "binding"];

const NAMES = {
  en: [["June", "Otis", "Wren", "Ida", "Noel"], ["Marsh", "Calder", "Pike", "Lowe"], " "],
  de: [["Anke", "Jonte", "Merle", "Piet", "Elke"], ["Brinkfeld", "Sandmann", "Ahlers", "Tiedje"], " "],
  fr: [["Maëlle", "Aubin", "Ninon", "Lise", "Anselme"], ["Varenne", "Lestang", "Brouard", "Cazal"], " "],
  es: [["Nerea", "Breixo", "Alba", "Iker", "Zoe"], ["Robledo", "Vidales", "Arce", "Luna"], " "],
  pt: [["Tainá", "Caio", "Iara", "Davi", "Rosa"], ["Serpa", "Moita", "Alencar", "Brito"], " "],
  ja: [["みなと", "すず", "あおい", "いつき", "こはる"], ["早瀬", "三枝", "木暮", "深町"], ""],
  ar: [["ليان", "سامر", "نور", "هادي", "ريم"], ["الورد", "القلم", "السنديان", "النهر"], " "],
  hi: [["ईशा", "कबीर", "मीरा", "अर्णव", "तारा"], ["वन", "सागर", "नदी", "पुस्तक"], " "],
};

function nameOf(lang, i) {
  const [given, family, between] = NAMES[lang];
  const pair = [given[i % given.length], family[Math.floor(i / given.length) % family.length]];
  // A family's name comes first in Japanese.
  return (lang === "ja" ? pair.reverse() : pair).join(between);
}

/** How many there can be. */
export const MOST_READERS = FIRST.length * SECOND.length;

/** Reader number `i`. The number `uid` stays where a handle changes. */
function reader(i) {
  const lang = LANGUAGES[i % LANGUAGES.length];
  // Neighbours share neither half of their handles.
  const [a, b] = [FIRST[i % FIRST.length], SECOND[((i % FIRST.length) + Math.floor(i / FIRST.length)) % SECOND.length]];
  return { handle: `${a}_${b}`, name: nameOf(lang, Math.floor(i / LANGUAGES.length)), hue: (i * 37) % 360, verified: i % 17 === 3, uid: String(1_300_000_000 + i * 7_919), lang };
}

/** All of them, made anew: a page or a test may rename them. */
export const makeReaders = () => Array.from({ length: MOST_READERS }, (_, i) => reader(i));
