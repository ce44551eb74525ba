// Runs once in the page's own world when a post has a button and no product yet: what the page already knows of its
// short links. X keeps every post it shows, with the whole addresses, in one store; where that is not found, each
// link's own properties are tried. It reads text, hooks nothing, leaves nothing behind, and may find nothing.
(() => {
  const found = {};
  const note = (url, whole) => {
    if (typeof url === 'string' && typeof whole === 'string') found[url] = whole;
  };
  const of = (element, name) => element?.[Object.keys(element).find((key) => key.startsWith(name))];
  const ids = [...document.querySelectorAll('[data-hashcart*=":?"]')].map((host) => [host, host.dataset.hashcart.split(':')[0]]);
  try {
    const root = of(document.querySelector('#react-root > :first-child'), '__reactProps$');
    const tweets = root.children.props.children.props.store.getState().entities.tweets.entities;
    for (const [, id] of ids) {
      const { entities, note_tweet: note_ } = tweets[id] ?? {};
      for (const one of [...(entities?.urls ?? []), ...(note_?.entity_set?.urls ?? [])]) note(one.url, one.expanded_url);
    }
  } catch {}
  for (const [host] of ids) {
    for (const anchor of host.closest('article, [role=article]')?.querySelectorAll('a[href^="https://t.co/"]') ?? []) {
      let fiber = of(anchor, '__reactFiber$');
      for (let up = 0; fiber && up < 9; up += 1, fiber = fiber.return) {
        const part = fiber.memoizedProps?.part;
        if (part) note(part.url, part.expandedUrl);
      }
    }
  }
  return Object.entries(found);
})(); //# sourceURL=page
