// The labels of a post's controls in languages whose digits and order are not ours. The Japanese was seen (2026-07); the
// Arabic and the Persian are believed, their digits above all.

const DIGITS = { ar: "٠١٢٣٤٥٦٧٨٩", fa: "۰۱۲۳۴۵۶۷۸۹" };

/** Of each number: what the row says, what the button says after that, and once it was pressed. `row` joins. */
const FORMS = {
  ja: {
    row: "、", man: [10_000, "万"],
    replies: ["$ 件の返信", "。返信する"],
    reposts: ["$ 件のリポスト", "。リポスト", "。リポスト済み", "リポスト済み"],
    likes: ["$ 件のいいね", "。いいねする", "。いいねしました", "いいねしました"],
    bookmarks: ["$ 件のブックマーク", "。ブックマーク", "。ブックマーク済み", "", "ブックマーク"],
    views: ["$ 件の表示", "。ポストアナリティクスを表示"],
  },
  ar: {
    row: "، ", man: [1000, " ألف"],
    replies: ["$ ردًا", ". رد"],
    reposts: ["$ إعادة نشر", ". إعادة نشر", ". معاد نشره", "معاد نشره"],
    likes: ["$ إعجابًا", ". أعجبني", ". تم الإعجاب", "تم الإعجاب"],
    bookmarks: ["$ إشارة مرجعية", ". إضافة إشارة مرجعية", ". أضيفت", "", "إشارة مرجعية"],
    views: ["$ مشاهدة", ". عرض تحليلات المنشور"],
  },
  fa: {
    row: "، ", man: [1000, " هزار"],
    replies: ["$ پاسخ", ". پاسخ دادن"],
    reposts: ["$ بازنشر", ". بازنشر", ". بازنشر شد", "بازنشر شد"],
    likes: ["$ پسند", ". پسندیدن", ". پسندیده شد", "پسندیده شد"],
    bookmarks: ["$ نشانک", ". نشانک", ". نشانک شد", "", "نشانک"],
    views: ["$ بازدید", ". نمایش آمار پست"],
  },
  en: {
    row: ", ",
    replies: ["$ Replies", ". Reply"],
    reposts: ["$ reposts", ". Repost", ". Reposted", "Reposted"],
    likes: ["$ Likes", ". Like", ". Liked", "Liked"],
    bookmarks: ["$ Bookmarks", ". Bookmark", ". Bookmarked", "", "Bookmark"],
    views: ["$ views", ". View post analytics"],
  },
};

/** In the row X writes English in lower case, and one as one. */
const ENGLISH_ROW = { replies: ["reply", "replies"], reposts: ["repost", "reposts"], likes: ["like", "likes"], bookmarks: ["bookmark", "bookmarks"], views: ["view", "views"] };

const METRICS = Object.keys(ENGLISH_ROW);

export const LABELS = ["page", "ja", "ar", "fa"];

const formsOf = (language) => FORMS[language] ?? FORMS.en;
const written = (number, language) => (DIGITS[language] ? String(number).replaceAll(/[\d.]/g, (sign) => DIGITS[language][sign] ?? "٫") : String(number));
const isDone = (metric, post) => Boolean({ reposts: post.reposted, likes: post.liked, bookmarks: post.bookmarked }[metric]);

/** "56 Replies. Reply": of one control. `bare`: without the number, as the bookmark's is in a list. */
export function label(metric, post, language, { bare = false } = {}) {
  const [number, then, done, , alone] = formsOf(language)[metric];
  if (bare) return isDone(metric, post) ? done.replace(/^[.。]\s*/, "") : alone;
  return number.replace("$", written(post.counts[metric], language)) + (isDone(metric, post) ? done : then);
}

/** "2378 likes, Liked, 8190 bookmarks": only what is not zero, and what the viewer did in between, as X writes it. */
export function rowLabel(post, language) {
  const forms = formsOf(language);
  const one = (metric) => {
    const number = post.counts[metric];
    const words = forms === FORMS.en ? `$ ${ENGLISH_ROW[metric][number === 1 ? 0 : 1]}` : forms[metric][0];
    const did = isDone(metric, post) && forms[metric][3];
    return [number > 0 && words.replace("$", written(number, language)), did].filter(Boolean);
  };
  return METRICS.flatMap(one).join(forms.row);
}

/** 1831 → "1.8K", cut and not rounded, as X does it; elsewhere in that language's own way. */
export function brief(n, language) {
  const { man } = formsOf(language);
  if (n === 0) return "";
  if (man) return n < man[0] ? written(n, language) : `${written(Math.floor((n * 10) / man[0]) / 10, language)}${man[1]}`;
  if (n < 1000) return String(n);
  if (n < 10_000) return `${Math.floor(n / 100) / 10}K`;
  return n < 1_000_000 ? `${Math.floor(n / 1000)}K` : `${Math.floor(n / 100_000) / 10}M`;
}
