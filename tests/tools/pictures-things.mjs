// What the stores' pictures show: things that nobody sells, drawn, with names in every language; and a post with the answers
// of people who are not there.
import { DAY, HOUR, START, file, idAt, number, post, reply, under } from "../support/seen.mjs";

/** The store whose items a language's pictures show. */
export const STORES = { ar: "amazon.ae", de: "amazon.de", es: "amazon.es", fr: "amazon.fr", hi: "amazon.in", it: "amazon.it", ja: "amazon.co.jp", nl: "amazon.nl", pl: "amazon.pl", pt_BR: "amazon.com.br", sv: "amazon.se", tr: "amazon.com.tr" };
export const storeOf = (folder) => STORES[folder] ?? "amazon.com";

/** The things, each with a colour and what is drawn of it: 96 by 96, `c` for its colour and `d` for a darker one. */
const DRAWN = [
  [38, (c, d) => `<path d="M36 78h30M51 78V50L34 34" stroke="${d}" stroke-width="5" fill="none"/><path d="M22 40l22-22 10 16-18 14z" fill="${c}"/><circle cx="40" cy="46" r="6" fill="#ffe9a8"/>`],
  [205, (c, d) => `<path d="M66 60c10 0 10-14 18-18l2 4c-6 8-6 24-18 24z" fill="${d}"/><path d="M30 36h30c8 10 12 26 12 42H18c0-16 4-32 12-42z" fill="${c}"/><path d="M28 38c-4-28 38-28 34 0" stroke="${d}" stroke-width="5" fill="none"/><circle cx="45" cy="33" r="4" fill="${d}"/>`],
  [150, (c, d) => `<rect x="26" y="16" width="44" height="62" rx="4" fill="${c}"/><path d="M34 16v62" stroke="${d}" stroke-width="5"/><circle cx="53" cy="42" r="12" fill="none" stroke="${d}" stroke-width="3"/><path d="M41 42h24M53 30c-8 8-8 16 0 24M53 30c8 8 8 16 0 24" stroke="${d}" stroke-width="2" fill="none"/>`],
  [265, (c, d) => `<path d="M22 58V48a26 26 0 0152 0v10" stroke="${d}" stroke-width="6" fill="none"/><rect x="16" y="52" width="16" height="26" rx="7" fill="${c}"/><rect x="64" y="52" width="16" height="26" rx="7" fill="${c}"/>`],
  [95, (c, d) => `<rect x="26" y="26" width="44" height="54" rx="16" fill="${c}"/><path d="M38 26c0-14 20-14 20 0" stroke="${d}" stroke-width="5" fill="none"/><rect x="33" y="50" width="30" height="20" rx="5" fill="${d}"/>`],
  [340, (c, d) => `<path d="M14 48a34 30 0 0168 0c-6-6-12-6-17 0-5-6-12-6-17 0-5-6-12-6-17 0-5-6-11-6-17 0z" fill="${c}"/><path d="M48 18v52c0 12 14 12 14 2" stroke="${d}" stroke-width="4" fill="none"/>`],
  [12, (c, d) => `<path d="M22 46h52v22a10 10 0 01-10 10H32a10 10 0 01-10-10z" fill="${c}"/><path d="M20 42a28 16 0 0156 0z" fill="${d}"/><circle cx="48" cy="24" r="5" fill="${d}"/><path d="M14 54h8M74 54h8" stroke="${d}" stroke-width="6"/>`],
  [55, (c, d) => `<rect x="14" y="36" width="68" height="42" rx="6" fill="${c}"/><circle cx="34" cy="57" r="13" fill="${d}"/><path d="M56 48h18M56 57h18M56 66h12" stroke="${d}" stroke-width="4"/><path d="M26 36l44-20" stroke="${d}" stroke-width="4"/>`],
  [190, (c, d) => `<rect x="10" y="32" width="76" height="38" rx="6" fill="${c}"/><path d="M18 43h60M18 53h60" stroke="${d}" stroke-width="6" stroke-dasharray="7 4"/><path d="M30 63h36" stroke="${d}" stroke-width="5"/>`],
  [310, (c, d) => `<path d="M30 80h36l-5-12H35z" fill="${d}"/><path d="M36 68c2-14 2-18-4-24 0-14 12-24 24-24l4 8c8 8 4 18 2 24-4-4-8-6-12-6 6 6 10 10 10 22z" fill="${c}"/><circle cx="50" cy="34" r="3" fill="${d}"/>`],
];

/** A thing's picture, as an SVG. */
export const drawn = (thing) => {
  const [hue, draw] = DRAWN[thing];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96"><rect width="96" height="96" fill="hsl(${hue} 60% 90%)"/><g stroke-linecap="round" stroke-linejoin="round">${draw(`hsl(${hue} 55% 52%)`, `hsl(${hue} 50% 28%)`)}</g></svg>`;
};
/** The same, as wide as a photo in a post. */
export const photo = (thing) => {
  const [hue] = DRAWN[thing];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 108" width="1200" height="675"><rect width="192" height="108" fill="hsl(${hue} 60% 90%)"/><path d="M0 88h192v20H0z" fill="hsl(${hue} 40% 80%)"/>${drawn(thing).replace("<svg ", '<svg x="48" y="10" ').replace(/<rect[^>]*>/, "")}</svg>`;
};
export const address = (svg) => `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;

/** Their names, in the order of what is drawn: lamp, kettle, atlas, headphones, rucksack, umbrella, pot, radio, keyboard, chess. */
const NAMES = {
  ar: ["مصباح مكتب هالو بإضاءة قابلة للتعتيم", "غلاية من الفولاذ، 1.7 لتر", "أطلس العالم الكبير", "سماعات رأس لاسلكية", "حقيبة ظهر للرحلات، 28 لترًا", "مظلة مقاومة للرياح", "قدر خبز من الحديد المطلي", "راديو موجات قصيرة", "لوحة مفاتيح ميكانيكية هادئة", "طقم شطرنج للسفر"],
  de: ["Schreibtischlampe Halo, dimmbar", "Wasserkocher aus Edelstahl, 1,7 l", "Der große Atlas der Welt", "Kabellose Kopfhörer", "Wanderrucksack, 28 l", "Sturmfester Regenschirm", "Brottopf aus Emaille, 26 cm", "Kurzwellenradio", "Leise mechanische Tastatur", "Reiseschach aus Holz"],
  en: ["Halo desk lamp, dimmable", "Steel kettle, 1.7 l", "The great atlas of the world", "Wireless headphones", "Day pack for trails, 28 l", "Windproof umbrella", "Enamel bread pot, 26 cm", "Short-wave radio", "Quiet mechanical keyboard", "Wooden travel chess set"],
  es: ["Lámpara de escritorio Halo, regulable", "Hervidor de acero, 1,7 l", "El gran atlas del mundo", "Auriculares inalámbricos", "Mochila de senderismo, 28 l", "Paraguas antiviento", "Olla esmaltada para pan, 26 cm", "Radio de onda corta", "Teclado mecánico silencioso", "Ajedrez de viaje de madera"],
  fr: ["Lampe de bureau Halo, variable", "Bouilloire en acier, 1,7 l", "Le grand atlas du monde", "Casque sans fil", "Sac à dos de randonnée, 28 l", "Parapluie résistant au vent", "Cocotte à pain émaillée, 26 cm", "Radio à ondes courtes", "Clavier mécanique silencieux", "Échecs de voyage en bois"],
  hi: ["हैलो डेस्क लैंप, रोशनी घटाएँ-बढ़ाएँ", "स्टील की केतली, 1.7 लीटर", "दुनिया का बड़ा एटलस", "वायरलेस हेडफ़ोन", "ट्रेकिंग बैकपैक, 28 लीटर", "तेज़ हवा में टिकने वाला छाता", "ब्रेड के लिए इनेमल बर्तन", "शॉर्टवेव रेडियो", "शांत मैकेनिकल कीबोर्ड", "लकड़ी का ट्रैवल शतरंज"],
  id: ["Lampu meja Halo, bisa diredupkan", "Ketel baja, 1,7 l", "Atlas besar dunia", "Headphone nirkabel", "Ransel mendaki, 28 l", "Payung tahan angin", "Panci roti enamel, 26 cm", "Radio gelombang pendek", "Keyboard mekanis senyap", "Catur kayu untuk perjalanan"],
  it: ["Lampada da scrivania Halo, dimmerabile", "Bollitore in acciaio, 1,7 l", "Il grande atlante del mondo", "Cuffie senza fili", "Zaino da trekking, 28 l", "Ombrello antivento", "Pentola smaltata per pane, 26 cm", "Radio a onde corte", "Tastiera meccanica silenziosa", "Scacchi da viaggio in legno"],
  ja: ["デスクライト Halo 調光対応", "ステンレスケトル 1.7L", "世界大地図帳", "ワイヤレスヘッドホン", "登山用リュック 28L", "耐風かさ", "ほうろうのパン鍋 26cm", "短波ラジオ", "静音メカニカルキーボード", "木製トラベルチェス"],
  nl: ["Bureaulamp Halo, dimbaar", "Waterkoker van staal, 1,7 l", "De grote wereldatlas", "Draadloze koptelefoon", "Wandelrugzak, 28 l", "Stormvaste paraplu", "Emaillen broodpan, 26 cm", "Kortegolfradio", "Stil mechanisch toetsenbord", "Houten reisschaakspel"],
  pl: ["Lampka biurkowa Halo, ściemniana", "Czajnik stalowy, 1,7 l", "Wielki atlas świata", "Słuchawki bezprzewodowe", "Plecak turystyczny, 28 l", "Parasol odporny na wiatr", "Emaliowany garnek do chleba, 26 cm", "Radio krótkofalowe", "Cicha klawiatura mechaniczna", "Drewniane szachy podróżne"],
  pt_BR: ["Luminária de mesa Halo, regulável", "Chaleira de aço, 1,7 l", "O grande atlas do mundo", "Fones de ouvido sem fio", "Mochila de trilha, 28 l", "Guarda-chuva à prova de vento", "Panela esmaltada para pão, 26 cm", "Rádio de ondas curtas", "Teclado mecânico silencioso", "Xadrez de viagem de madeira"],
  sv: ["Skrivbordslampa Halo, dimbar", "Vattenkokare i stål, 1,7 l", "Den stora världsatlasen", "Trådlösa hörlurar", "Vandringsryggsäck, 28 l", "Stormsäkert paraply", "Emaljerad brödgryta, 26 cm", "Kortvågsradio", "Tyst mekaniskt tangentbord", "Reseschack i trä"],
  tr: ["Halo masa lambası, kısılabilir", "Çelik su ısıtıcısı, 1,7 l", "Büyük dünya atlası", "Kablosuz kulaklık", "Yürüyüş sırt çantası, 28 l", "Rüzgâra dayanıklı şemsiye", "Emaye ekmek tenceresi, 26 cm", "Kısa dalga radyo", "Sessiz mekanik klavye", "Ahşap seyahat satrancı"],
  zh_TW: ["Halo 可調光檯燈", "不鏽鋼快煮壺 1.7 公升", "世界大地圖集", "無線耳機", "登山背包 28 公升", "防風雨傘", "琺瑯麵包鍋 26 公分", "短波收音機", "靜音機械鍵盤", "木製旅行西洋棋"],
};

const AUTHORS = ["deskbyday", "kitchenphysics", "old_maps", "synthcorner", "lena_on_trails", "paper_lantern", "mira_reads", "radio_hana", "quietkeys", "tomaszbuilds"];

/** When the pictures were taken, as the items say it: the newest a quarter of an hour ago. */
const now = Date.now();

/** The things as a store has them: `{ asin, title, domain, svg }`. */
export function sold(folder) {
  if (!NAMES[folder]) throw new Error(`${folder} has no names for what the pictures show: write them in tests/tools/pictures-things.mjs`);
  return NAMES[folder].map((title, thing) => ({ asin: `B0HCART${701 + thing}`, title, domain: storeOf(folder), svg: drawn(thing) }));
}

const key = ({ asin, domain }) => `${asin}@${domain}`;

/** The records of a list of the first `count` things; `pictures` are theirs, as a browser painted them. */
export const listed = (things, pictures, count) => Object.fromEntries(things.slice(0, count).flatMap((thing, nth) => {
  const at = now - 900_000 - nth * 5_400_000;
  const id = idAt(at - HOUR, nth);
  const status = nth % 3 === 2 ? { state: "saved" } : { state: "replied", url: `https://x.com/me/status/${idAt(at, nth)}` };
  const found = { key: key(thing), link: `https://www.${thing.domain}/dp/${thing.asin}`, title: thing.title, titled: "card", tweet: { id, author: AUTHORS[nth] } };
  return [
    [`item:${key(thing)}`, { v: 1, data: { found, saved_at: at, changed_at: at, status } }],
    [`picture:${key(thing)}`, { v: 1, data: pictures[nth] }],
  ];
}));

/** How many answered in each hour after the post: most at once, then by day more than by night. */
const BY_HOUR = Array.from({ length: 72 }, (_, hour) => Math.round(24 * Math.exp(-hour / 5) + 2.4 * (1 + Math.sin((hour - 14) / 24 * 2 * Math.PI)) * Math.exp(-hour / 90)));
/** And on each day after that. */
const BY_DAY = [19, 16, 17, 11, 7];
const FIRST = ["ada", "bo", "cleo", "dan", "eve", "finn", "gita", "hugo", "ines", "jun", "kofi", "lea", "mats", "noor", "olga", "pia"];
const SECOND = ["reads", "cooks", "walks", "codes", "draws", "rides", "sews", "plays", "bakes"];
const handle = (nth) => `${FIRST[nth % FIRST.length]}_${SECOND[nth % SECOND.length]}${nth >= 144 ? "_2" : ""}`;

/** The newest post, whose picture is taken. */
const POSTED = START + 2 * DAY;
export const POST = idAt(POSTED);

/** What insights have noted of three posts, as a file to import. */
export function noted(things) {
  const [one, two, three] = things.map(key);
  const wall = (count, views) => ({ replies: number(count), views: number(views), likes: number(views / 40), reposts: number(Math.round(views / 260)) });
  const [older, oldest] = [idAt(START + DAY), idAt(START)];
  const answers = (id, begun, all) => {
    let nth = 0;
    return all.flatMap((count, hour) => Array.from({ length: count }, (_, at) => {
      nth += 1;
      const time = begun + hour * HOUR + Math.round((at + 1) * HOUR / (count + 1)) + nth;
      return reply(time, handle(nth), under(id), nth % 5 === 0 ? { thanked: time + HOUR } : {});
    }));
  };
  return file(Object.fromEntries([
    post(POST, { author: { handle: "mira_reads", at: START }, products: [one], numbers: wall(402, 41_300) }),
    post(older, { author: { handle: "mira_reads", at: START }, products: [two, three], numbers: wall(161, 18_900) }),
    post(oldest, { author: { handle: "mira_reads", at: START }, products: [three], numbers: wall(94, 12_400) }),
    ...answers(POST, POSTED, [...BY_HOUR, ...BY_DAY.flatMap((count) => [count, ...Array(23).fill(0)])]),
    ...answers(older, START + DAY, BY_HOUR.map((count) => Math.floor(count / 2))),
    ...answers(oldest, START, BY_HOUR.map((count) => Math.floor(count / 4))),
  ]));
}
