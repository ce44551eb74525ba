// The part of X's API that the page uses: creating a reply.

const MAX_BODY = 100_000;

/** @param {{replies: object[], attempts: object[], cspReports: object[]}} state */
export function makeApi(state) {
  let gate = null;
  let next = 1991500000000000000n;

  const json = (response, status, value) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };

  async function createTweet(request, response) {
    const { text, in_reply_to, mode } = JSON.parse(await body(request));
    state.attempts.push({ in_reply_to, text });
    if (gate) await gate.opened;
    // X refuses the same text twice; so does this, which also shows a reply sent twice.
    const again = state.replies.some((r) => r.text === text && r.in_reply_to === in_reply_to);
    if (again || mode === "duplicate") return json(response, 200, { errors: [{ code: 187, message: "Status is a duplicate." }] });
    if (mode === "error") return json(response, 200, { errors: [{ code: 131, message: "Internal error" }] });
    const id = String((next += 4194304n));
    state.replies.push({ id, in_reply_to, text });
    return json(response, 200, { data: { create_tweet: { tweet_results: { result: { rest_id: id } } } } });
  }

  return {
    handle(request, response, url) {
      if (request.method === "POST" && url.pathname.endsWith("/CreateTweet")) {
        return createTweet(request, response).catch((error) => json(response, 400, { errors: [{ message: String(error) }] }));
      }
      return json(response, 404, { errors: [{ code: 34 }] });
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

async function body(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MAX_BODY) throw new Error("body too long");
  }
  return text;
}
