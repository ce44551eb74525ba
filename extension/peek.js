// Runs once when a post has a button and no product yet, or shows only the beginning of its text: what the page already
// knows of its short links. X keeps every post it shows in one store, with the whole addresses; where that is not found,
// each link's own properties are tried. It reads text, hooks nothing, leaves nothing behind, and may find nothing. In
// Chromium it runs in the page's own world; Firefox shows our own world what the page's has.
(() => {
  const found = {};
  const note = (url, whole) => { if (typeof url === 'string' && typeof whole === 'string') found[url] = whole; };
  const bare = (element) => element?.wrappedJSObject ?? element;
  const of = (element, name) => bare(element)?.[Object.keys(bare(element)).find((key) => key.startsWith(name))];
  const hosts = [...document.querySelectorAll('[data-hashcart*=":?"]')];
  const idOf = (more) => more.closest('article, [role=article]')?.querySelector('a[href*="/status/"]:has(time)')?.pathname.split('/')[3];
  const cut = Array.from(document.querySelectorAll('[data-testid="tweet-text-show-more-link"]'), idOf).filter(Boolean);
  // That it was looked at, and then what stands there.
  const behind = cut.map((id) => [id, '']);
  try {
    const root = of(document.querySelector('#react-root > :first-child'), '__reactProps$');
    const { entities } = root.children.props.children.props.store.getState();
    const tweets = entities.tweets.entities;
    for (const id of new Set([...hosts.map((host) => host.dataset.hashcart.split(':')[0]), ...cut])) {
      const shown = tweets[id];
      // A repost has its links under the original's id.
      for (const tweet of [shown, tweets[shown?.retweeted_status]]) {
        const lists = [tweet?.entities?.urls, tweet?.note_tweet?.entity_set?.urls];
        for (const one of lists.flatMap((list) => Array.from(list ?? []))) {
          note(one.url, one.expanded_url);
          if (cut.includes(id)) behind.push([id, String(one.url)]);
        }
        // A card is known by its address, in a table of its own.
        const whole = entities.cards?.entities?.[tweet?.card]?.binding_values?.card_url?.string_value;
        if (whole !== tweet?.card && !found[tweet?.card]) note(tweet?.card, whole);
      }
    }
  } catch {}
  const links = (host) => Array.from(host.closest('article, [role=article]')?.querySelectorAll('a[href^="https://t.co/"]') ?? []);
  for (const anchor of hosts.flatMap(links)) {
    let fiber = of(anchor, '__reactFiber$');
    for (let up = 0; fiber && !fiber.memoizedProps?.part && up < 24; up += 1) fiber = fiber.return; // 13 in November 2025.
    note(fiber?.memoizedProps?.part?.url, fiber?.memoizedProps?.part?.expandedUrl);
  }
  return [...behind, ...Object.entries(found)];
})(); //# sourceURL=page
