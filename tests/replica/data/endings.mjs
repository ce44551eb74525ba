// How a reply can end, by the switch `ending`: what X's API answers, and which of X's words its page then shows.
// An answer of X's is HTTP 200, whatever it says. The codes are those X's API is known by; the page shows none of them.

/**
 * `code` and `message`: the API's refusal. `status`: an HTTP error instead. `cut`: the connection ends without an answer.
 * `taken`: the reply is posted all the same. `word`: the page's text. `page`: a page of its own, in place of a toast.
 */
export const ENDINGS = {
  ok: null,
  duplicate: { code: 187, message: "Status is a duplicate.", word: "duplicate" },
  limit: { code: 344, message: "User is over daily status update limit.", word: "limit" },
  closed: { code: 433, message: "The author restricted who can reply.", word: "closed" },
  gone: { code: 144, message: "No status found with that ID.", word: "gone" },
  suspended: { code: 64, message: "Account is suspended.", word: "suspended" },
  locked: { code: 326, message: "Account is temporarily locked.", word: "locked", page: true },
  automated: { code: 226, message: "Request looks automated.", word: "automated" },
  error: { code: 131, message: "Internal error", word: "error" },
  http500: { status: 500, word: "later" },
  offline: { cut: true, word: "later" },
  lost: { cut: true, taken: true, word: "later" },
};

/** The ending whose refusal this is; what is no answer of the API's is like a failed request. */
export const endingOf = (answer) => Object.values(ENDINGS).find((ending) => ending?.code && ending.code === answer.errors?.[0]?.code) ?? ENDINGS.http500;
