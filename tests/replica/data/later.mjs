// What happens to answers after they were seen: by the switch `later` before the page shows them, by the page's controls
// while it does.

/** A post with other words, under the same id. */
export function edit(post, text) {
  post.text = [text];
  post.edited = true;
}

/** A post with other words, under an id of its own: so X's documentation of its API says (November 2026). */
export function reissue(post, text) {
  edit(post, text);
  post.before = [...(post.before ?? []), post.id];
  post.id = String(BigInt(post.id) + (BigInt(1_200_000) << 22n));
}

/** What answers it stays, below a post that is not available. */
export function remove(post) {
  post.deleted = true;
}

/** Another handle; the number stays. */
export function rename(user, handle) {
  user.handle = handle;
}

/** An account that shows its posts to its followers alone, of whom the viewer is none. */
export function protect(user) {
  user.away = true;
}

/** Whether nobody who looks can see it. */
export const isAway = (post) => Boolean(post.gone || post.deleted || post.user.away);

/** What the switch `later` names, and whose posts it is about: `examples` of `answers.mjs` by the same names. */
export const LATER = {
  untagged: (post) => edit(post, "Changed my mind, sorry."),
  reworded: (post) => edit(post, "Make it two, please #AmazonCart"),
  reissued: (post) => reissue(post, "Make it three, please #AmazonCart"),
  deleted: remove,
  renamed: (post) => rename(post.user, "once_more_reads"),
  protected: (post) => protect(post.user),
};

/** @param {{examples: object}} all @param {string} later names of `LATER`, with commas between */
export function happen({ examples }, later) {
  for (const name of String(later).split(",").filter(Boolean)) LATER[name](examples[name]);
}
