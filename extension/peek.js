// Runs once when a post has a button and no product yet, or a reply was sent: what the page already knows of its short
// links, and which replies are the user's own. X keeps every post it shows in one store, with the whole addresses; where
// that is not found, each link's own properties are tried. It reads text, hooks nothing, leaves nothing behind, and may
// find nothing. In Chromium it runs in the page's own world; Firefox shows our own world what the page's has.
(() => {
  const links = {};
  const replies = [];
  const note = (url, whole) => {
    if (typeof url === 'string' && typeof whole === 'string') links[url] = whole;
  };
  const text = (value) => (typeof value === 'string' ? value.slice(0, 1000) : '');
  const of = (element, name) => {
    const bare = element?.wrappedJSObject ?? element;
    return bare?.[Object.keys(bare).find((key) => key.startsWith(name))];
  };
  const hosts = [...document.querySelectorAll('[data-hashcart]')];
  const open = hosts.filter((host) => host.dataset.hashcart.includes(':?'));
  try {
    const root = of(document.querySelector('#react-root > :first-child'), '__reactProps$');
    const { entities, session } = root.children.props.children.props.store.getState();
    const tweets = entities.tweets.entities;
    for (const host of open) {
      const shown = tweets[host.dataset.hashcart.split(':')[0]];
      // A repost has its links under the original's id.
      for (const tweet of [shown, tweets[shown?.retweeted_status]]) {
        const lists = [tweet?.entities?.urls, tweet?.note_tweet?.entity_set?.urls];
        for (const one of lists.flatMap((list) => Array.from(list ?? []))) note(one.url, one.expanded_url);
        // A card is known by its address, in a table of its own.
        const card = entities.cards?.entities?.[tweet?.card];
        const whole = card?.binding_values?.card_url?.string_value;
        if (whole !== tweet?.card && !links[tweet?.card]) note(tweet?.card, whole);
      }
    }
    const me = session?.user_id;
    if (me) {
      for (const id of Object.keys(tweets)) {
        const tweet = tweets[id];
        const author = tweet?.user?.id_str ?? tweet?.user;
        if (author === me && typeof tweet.in_reply_to_status_id_str === 'string') replies.push([id, tweet.in_reply_to_status_id_str, text(tweet.full_text ?? tweet.text)]);
      }
    }
  } catch {}
  for (const host of open) {
    for (const anchor of host.closest('article, [role=article]')?.querySelectorAll('a[href^="https://t.co/"]') ?? []) {
      let fiber = of(anchor, '__reactFiber$');
      // 13 above in November 2025.
      for (let up = 0; fiber && up < 24; up += 1, fiber = fiber.return) {
        const part = fiber.memoizedProps?.part;
        if (part) {
          note(part.url, part.expandedUrl);
          break;
        }
      }
    }
  }
  return { links: Object.entries(links), replies: replies.slice(-200) };
})(); //# sourceURL=page
