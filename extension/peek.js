// Runs once when a post has a button and no product yet: what the page already knows of its short links. X keeps every
// post it shows in one store, with the whole addresses; where that is not found, each link's own properties are tried.
// It reads text, hooks nothing, leaves nothing behind, and may find nothing. In Chromium it runs in the page's own world;
// Firefox shows our own world what the page's has.
(() => {
  const found = {};
  const note = (url, whole) => {
    if (typeof url === 'string' && typeof whole === 'string') found[url] = whole;
  };
  const of = (element, name) => {
    const bare = element?.wrappedJSObject ?? element;
    return bare?.[Object.keys(bare).find((key) => key.startsWith(name))];
  };
  const hosts = [...document.querySelectorAll('[data-hashcart*=":?"]')];
  try {
    const root = of(document.querySelector('#react-root > :first-child'), '__reactProps$');
    const { entities } = root.children.props.children.props.store.getState();
    const tweets = entities.tweets.entities;
    for (const host of hosts) {
      const shown = tweets[host.dataset.hashcart.split(':')[0]];
      // A repost has its links under the original's id.
      for (const tweet of [shown, tweets[shown?.retweeted_status]]) {
        const lists = [tweet?.entities?.urls, tweet?.note_tweet?.entity_set?.urls];
        for (const one of lists.flatMap((list) => Array.from(list ?? []))) note(one.url, one.expanded_url);
        // A card is known by its address, in a table of its own.
        const whole = entities.cards?.entities?.[tweet?.card]?.binding_values?.card_url?.string_value;
        if (whole !== tweet?.card && !found[tweet?.card]) note(tweet?.card, whole);
      }
    }
  } catch {}
  for (const host of hosts) {
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
  return Object.entries(found);
})(); //# sourceURL=page
