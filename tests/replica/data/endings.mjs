// How a reply can end, by the switch `ending`: what X's API answers, and what its page then shows.
// An answer of X's is HTTP 200, whatever it says. The codes are those X's API is known by; the page shows none of them.

/**
 * `code` and `message`: the API's refusal. `status`: an HTTP error instead. `bare`: the page may not read it where the
 * API is another host. `cut`: the connection ends within the answer.
 * `taken`: the reply is posted all the same. `word`: the toast's text; without one there is no toast. `inline`: the
 * text within the composer. `link`, `button`: what the toast offers. `page`: a page of its own, in place of both.
 */
export const ENDINGS = {
  ok: null,
  duplicate: { code: 187, message: "Status is a duplicate.", word: "duplicate", inline: "duplicate" },
  limit: { code: 185, message: "User is over daily status update limit.", word: "limit", inline: "limit" },
  phone: { code: 344, message: "User is over the daily limit of an action.", word: "phone", inline: "generic", link: ["addPhone", "/settings/phone"] },
  closed: { code: 433, message: "The author restricted who can reply.", word: "later", inline: "generic" },
  gone: { code: 385, message: "No status found with that ID.", word: "gone", inline: "gone" },
  suspended: { code: 64, message: "Account is suspended.", word: "suspended", inline: "suspended" },
  locked: { code: 326, message: "Account is temporarily locked.", word: "locked", page: true },
  automated: { code: 226, message: "Request looks automated.", word: "automated", inline: "generic" },
  long: { code: 186, message: "The text is too long.", word: "long", inline: "long" },
  rated: { code: 88, message: "Rate limit exceeded.", word: "rated", inline: "generic" },
  error: { code: 131, message: "Internal error", word: "error", inline: "generic" },
  outdated: { code: 32, message: "Could not authenticate.", word: "outdated", inline: "generic", button: "refresh" },
  http500: { status: 500, inline: "generic" },
  http503: { status: 503, inline: "generic" },
  http429: { status: 429, inline: "generic" },
  http403: { status: 403, inline: "generic" },
  http401: { status: 401, inline: "generic" },
  unread: { status: 503, bare: true, inline: "generic" },
  offline: { cut: true, inline: "generic" },
  lost: { cut: true, taken: true, inline: "generic" },
};

/** The ending whose refusal this is; what is no answer of the API's is like a failed request. */
export const endingOf = (answer) => Object.values(ENDINGS).find((ending) => ending?.code && ending.code === answer.errors?.[0]?.code) ?? ENDINGS.http500;
