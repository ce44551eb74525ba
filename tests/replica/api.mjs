// The part of X's API that the page uses: creating a reply.
import { ENDINGS } from "./data/endings.mjs";

const MAX_BODY = 100_000;

/** What the page may ask for from another host, as the preflight says. */
const HEADERS = "content-type, x-twitter-active-user";

/**
 * @param {{replies: object[], attempts: object[], cspReports: object[]}} state
 * @param {(host: string) => boolean} isApp whose pages may ask from another host
 */
export function makeApi(state, isApp) {
  let gate = null;
  let next = 0n;

  const json = (response, status, value) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };

  /** The refusal of this attempt, if it is to be one. `failures` counts those of one tweet before X relents; 0: never. */
  function refusal({ text, in_reply_to, ending, failures, duplicate }) {
    // X refuses the same text twice; so does this, which also shows a reply sent twice.
    const again = duplicate !== "off" && state.replies.some((reply) => reply.text === text && (duplicate === "1" || reply.in_reply_to === in_reply_to));
    if (again) return ENDINGS.duplicate;
    const nth = state.attempts.filter((attempt) => attempt.in_reply_to === in_reply_to).length;
    return failures === 0 || nth <= failures ? ENDINGS[ending] : null;
  }

  async function createTweet(request, response) {
    const asked = JSON.parse(await body(request));
    const { text, in_reply_to, delay } = asked;
    state.attempts.push({ in_reply_to, text });
    if (gate) await gate.opened;
    if (delay > 0) await new Promise((done) => { setTimeout(done, delay); });
    const refused = refusal(asked);
    // Ids hold the time, and grow.
    const now = BigInt(Date.now() - 1288834974657) << 22n;
    next = now > next ? now : next + 1n;
    const id = String(next);
    if (!refused || refused.taken) state.replies.push({ id, in_reply_to, text });
    // An answer of what stands before X's servers: the page that asked from another host may not read it.
    if (refused?.bare) response.removeHeader("access-control-allow-origin");
    if (refused?.cut) return cut(response);
    if (refused?.status) return json(response, refused.status, {});
    if (refused) return json(response, 200, { errors: [{ code: refused.code, message: refused.message }] });
    return json(response, 200, { data: { create_tweet: { tweet_results: { result: { rest_id: id } } } } });
  }

  function handle(request, response, url) {
    if (request.method === "POST" && url.pathname.endsWith("/CreateTweet")) {
      return createTweet(request, response).catch((error) => json(response, 400, { errors: [{ message: String(error) }] }));
    }
    return json(response, 404, { errors: [{ code: 34 }] });
  }

  return {
    handle,
    /** The same from another host: with the browser's question before it, and only for X's own pages. */
    across(request, response, url) {
      const { origin } = request.headers;
      if (!URL.canParse(origin) || !isApp(new URL(origin).host) || url.searchParams.has("shut")) return json(response, 503, {});
      response.setHeader("access-control-allow-origin", origin);
      response.setHeader("access-control-allow-credentials", "true");
      response.setHeader("vary", "origin");
      if (url.searchParams.has("timed")) response.setHeader("timing-allow-origin", origin);
      if (request.method !== "OPTIONS") return handle(request, response, url);
      // Never remembered, so that no attempt goes otherwise than the one before it.
      response.writeHead(204, { "access-control-allow-headers": HEADERS, "access-control-allow-methods": "POST", "access-control-max-age": "0" });
      return response.end();
    },
    async cspReport(request, response) {
      state.cspReports.push(await body(request));
      response.writeHead(204).end();
    },
    /** Holds the answer to every reply; the returned function lets them go. */
    hold() {
      let open;
      gate = { opened: new Promise((done) => { open = done; }) };
      gate.open = () => { gate = null; open(); };
      return gate.open;
    },
    release: () => gate?.open(),
  };
}

/** Ends the connection within the answer: after none at all Chromium would send the request again by itself. */
function cut(response) {
  response.writeHead(200, { "content-type": "application/json", "content-length": 100 });
  response.write("{", () => response.destroy());
}

async function body(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MAX_BODY) throw new Error("body too long");
  }
  return text;
}
