// The replica of X: an HTTPS server behind a proxy, on loopback only.
//
//   node tests/replica/server.mjs --csp strict [--theme dark] [--reply ok]
//
// prints the proxy's port; a browser started with that proxy sees https://x.com.
import https from "node:https";
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import selfsigned from "selfsigned";
import { bundle } from "./bundle.mjs";
import { csp } from "./csp.mjs";
import { shell } from "./shell.mjs";
import { picture } from "./picture.mjs";
import { startProxy } from "./proxy.mjs";
import { switches } from "./switches.mjs";
import { makeApi } from "./api.mjs";
import { makeAnswers } from "./data/answers.mjs";
import { EXTRA } from "./data/extra.mjs";
import { shorten } from "./data/links.mjs";
import { makeTweets } from "./data/tweets.mjs";

/** Hosts which are X's own; all others are refused unless `hosts` names them. */
const X_HOSTS = ["x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com", "t.co", "abs.twimg.com", "pbs.twimg.com", "video.twimg.com", "api.x.com", "api.twitter.com"];

const APPS = new Set(["x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"]);

/**
 * @typedef {object} ReplicaOptions
 * @property {"wasm"|"strict"|"none"} [csp] Which form of X's header is sent.
 * @property {object} [page] Defaults for the page's switches, all in README.md; the query string wins.
 * @property {Record<string, (request: object, response: object) => void>} [hosts] Other hosts to answer for, such as a shop.
 */

/** @param {ReplicaOptions} [options] */
export async function startReplica({ csp: form = "wasm", page = {}, hosts = {} } = {}) {
  csp(form, ""); // An unknown form or switch fails here, not at the first request.
  switches(page);
  await bundle("main.js"); // So does a page that cannot be built.
  const pems = await selfsigned.generate([{ name: "commonName", value: "x.com" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [...X_HOSTS, ...Object.keys(hosts)].map((value) => ({ type: 2, value })) }],
  });
  const log = [];
  const state = { replies: [], attempts: [], cspReports: [] };
  const api = makeApi(state, (host) => APPS.has(host));
  const served = new Set([...X_HOSTS, ...Object.keys(hosts)]);

  const tls = https.createServer({ key: pems.private, cert: pems.cert }, (request, response) => {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    const url = new URL(request.url, `https://${host}`);
    log.push({ host, method: request.method, path: url.pathname + url.search, refused: false });
    if (hosts[host]) hosts[host](request, response);
    else if (APPS.has(host)) app(request, response, url);
    else if (host === "t.co") shortLink(response, url);
    else if (host === "abs.twimg.com" && scriptOf(url)) scriptOf(url).then((text) => send(response, 200, "text/javascript", text));
    else if (host === "api.x.com") api.across(request, response, url);
    else if (host === "pbs.twimg.com") {
      const open = switches(page).pictures === "open";
      if (!open && request.headers["sec-fetch-mode"] === "cors") return send(response, 403, "text/plain", "");
      if (open) response.setHeader("access-control-allow-origin", "*");
      send(response, 200, "image/svg+xml", picture(Object.fromEntries(url.searchParams)));
    }
    else send(response, 404, "text/plain", "");
  });
  tls.on("tlsClientError", () => {}); // A browser that gives up a connection is not a fault.

  function app(request, response, url) {
    if (url.pathname === "/i/csp_report") return api.cspReport(request, response);
    if (url.pathname.startsWith("/i/api/")) return api.handle(request, response, url);
    if (url.pathname === "/sw.js") return send(response, 200, "text/javascript", WORKER);
    if (/\.(ico|json|xml|js|png)$/.test(url.pathname)) return send(response, 404, "text/plain", "");
    const nonce = randomBytes(18).toString("base64");
    const policy = csp(form, nonce);
    if (policy) response.setHeader("content-security-policy", policy);
    return send(response, 200, "text/html; charset=utf-8", shell({ nonce, page, url, replies: state.replies }));
  }

  const proxy = await startProxy({ serves: (host) => served.has(host), tls, refused: (entry) => log.push({ ...entry, refused: true }) });
  return {
    proxyPort: proxy.port,
    csp: form,
    log,
    state,
    /** Requests of page or extension refused because the host is not X's. */
    refused: () => log.filter((entry) => entry.refused && !entry.errand),
    /** The tweets the page shows with these switches. */
    tweets: (options = {}) => makeTweets({ ...page, ...options }),
    /** How often a reply to this tweet was sent, and how many there are. */
    sent: (id) => ({ attempts: count(state.attempts, id), replies: count(state.replies, id) }),
    /** Holds every reply until the returned function is called. */
    hold: api.hold,
    reset() {
      log.length = 0;
      for (const list of Object.values(state)) list.length = 0;
    },
    async close() {
      api.release();
      await proxy.close();
      tls.close();
    },
  };
}

/** A service worker through which the page's requests to its API go. */
const WORKER = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => { if (event.request.url.includes("/CreateTweet")) event.respondWith(fetch(event.request)); });
`;

const scriptOf = (url) => bundle(url.pathname.split("/").at(-1));

const count = (list, id) => list.filter((entry) => entry.in_reply_to === id).length;

/** Pages are asked for each time; scripts are kept by the browser, as X's are, which have a name per version. */
function send(response, status, type, body) {
  const kept = type === "text/javascript" && status === 200 ? "public, max-age=31536000, immutable" : "no-store";
  response.writeHead(status, { "content-type": type, "access-control-allow-origin": "*", "cache-control": kept });
  response.end(body);
}

/** t.co answers a browser with a redirect to the link's true address. */
function shortLink(response, url) {
  const address = `https://t.co${url.pathname}`;
  const links = [...makeTweets({ extra: Object.keys(EXTRA).join() }), ...makeAnswers().posts].flatMap((t) => [
    ...[...t.text, ...(t.quote?.text ?? []), ...(t.article?.embed?.text ?? [])].filter((part) => part.type === "url").map((part) => part.expanded),
    ...[t.card?.link, t.article?.link].filter(Boolean),
  ]);
  const found = links.find((expanded) => shorten(expanded) === address);
  if (!found) return send(response, 404, "text/plain", "");
  response.writeHead(301, { location: found });
  return response.end();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { csp: { type: "string", default: "wasm" }, theme: { type: "string" }, reply: { type: "string" }, lang: { type: "string" }, dir: { type: "string" } } });
  const { csp: form, ...page } = values;
  const replica = await startReplica({ csp: form, page });
  console.log(`proxy 127.0.0.1:${replica.proxyPort} (csp=${form}); open https://x.com/home`);
}
