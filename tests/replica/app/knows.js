// What X's page knows: its store, in the shape in which extensions have found it. See the switch `knows`.
import { shorten } from "../data/links.mjs";
import { isAway } from "../data/later.mjs";
import { related } from "../data/places.mjs";
import { get, loaded, ME } from "./store.js";

const link = (whole) => ({ url: shorten(whole), expanded_url: whole });
const linksOf = (tweet) => [...tweet.text.filter((part) => part.expanded).map((part) => part.expanded), ...(tweet.card ? [tweet.card.link] : [])].map(link);
const words = (tweet) => tweet.text.map((part) => (typeof part === "string" ? part : part.expanded ? shorten(part.expanded) : "")).join("");

/** As X's client has it, its links in one of two places: a long text's stand under its note, and nowhere else. */
function tweetEntity(tweet, all) {
  const long = Number.isInteger(tweet.more);
  return {
    id_str: tweet.id,
    user: tweet.user.uid,
    full_text: words(tweet),
    entities: long ? {} : { urls: linksOf(tweet) },
    ...(long ? { note_tweet: { entity_set: { urls: linksOf(tweet) } } } : {}),
    ...(tweet.card ? { card: shorten(tweet.card.link) } : {}),
    ...(tweet.inReplyTo ? { in_reply_to_status_id_str: tweet.inReplyTo } : {}),
    ...(tweet.world ? placed(tweet, all.above(tweet)) : {}),
  };
}

/** "Fri Nov 20 18:00:00 +0000 2026" */
function created(iso) {
  const [day, date, month, year, time] = new Date(iso).toUTCString().replace(",", "").split(" ");
  return `${day} ${month} ${date} ${time} +0000 ${year}`;
}

/** Where it stands in its conversation. An answer's text begins with whom it answers, which the page does not show. */
function placed(tweet, chain) {
  const parent = chain.at(-1);
  const to = [...new Set(chain.map(({ user }) => `@${user.handle} `).reverse())].join("");
  const shown = words(tweet);
  const { replies, reposts, likes, bookmarks, views } = tweet.counts;
  return {
    full_text: to + shown,
    display_text_range: [to.length, to.length + shown.length],
    lang: tweet.lang,
    created_at: created(tweet.time),
    conversation_id_str: (chain[0] ?? tweet).id,
    reply_count: replies, retweet_count: reposts, favorite_count: likes, bookmark_count: bookmarks,
    views: { count: String(views), state: "EnabledWithCount" },
    ...(parent ? { in_reply_to_screen_name: parent.user.handle, in_reply_to_user_id_str: parent.user.uid } : {}),
  };
}

const cardEntity = (tweet) => [shorten(tweet.card.link), { url: shorten(tweet.card.link), binding_values: { card_url: { type: "STRING", string_value: shorten(tweet.card.link) } } }];
const userEntity = ({ uid, handle, name, locked = false }) => [uid, { id_str: uid, screen_name: handle, name, protected: locked }];

export const knowledge = {
  getState() {
    const tweets = get().tweets.filter((tweet) => !tweet.world || (loaded.has(tweet) && !isAway(tweet)));
    const all = related(get().tweets);
    return {
      session: { user_id: ME.uid },
      entities: {
        tweets: { entities: Object.fromEntries(tweets.map((tweet) => [tweet.id, tweetEntity(tweet, all)])) },
        cards: { entities: Object.fromEntries(tweets.filter((tweet) => tweet.card).map(cardEntity)) },
        users: { entities: Object.fromEntries([ME, ...tweets.map(({ user }) => user)].map(userEntity)) },
      },
    };
  },
};
