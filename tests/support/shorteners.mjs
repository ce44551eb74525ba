// Shorteners on loopback that answer as told, also badly, and remember who asked what.
//
// An answer is a string, the address of a redirect; for t.co, which shows browsers a page instead, the address in
// that page; or an object: { status, location, type, body, page, hang, reset, flood, headers }.

const HOSTS = ["t.co", "a.co", "amzn.to", "amzn.eu", "amzn.asia", "amzn.in", "link.amazon", "bit.ly", "buff.ly", "geni.us", "ow.ly", "tinyurl.com"];

/** Hosts where nobody of ours may ever knock: what the links lead to. */
const TARGETS = ["www.amazon.com", "amazon.com", "www.amazon.de", "www.amazon.co.uk", "www.amazon.co.jp", "amazon.com.evil.test", "evil.test", "example.com"];

/** t.co's page, in its own form (2016 to 2025). */
const page = (url) => `<head><noscript><META http-equiv="refresh" content="0;URL=${url.replaceAll("&", "&amp;")}"></noscript><title>${url.replaceAll("&", "&amp;")}</title></head><script>window.opener = null; location.replace("${url.replaceAll("/", "\\/")}")</script>`;

/** @param {Record<string, string | object>} answers By address without its scheme. */
export function shorteners(answers = {}) {
  const asked = [];
  const hanging = new Set();
  let flooded = 0;
  const flooding = new Set();
  const serve = (host) => (request, response) => {
    asked.push({ address: `${host}${request.url}`, headers: request.headers });
    const found = answers[`${host}${request.url}`];
    if (found === undefined) return response.writeHead(404, { "content-type": "text/html" }).end("<title>not found</title>");
    const answer = typeof found === "string" ? (host === "t.co" ? { page: found } : { location: found }) : found;
    if (answer.reset) return request.socket.destroy();
    if (answer.hang) {
      hanging.add(response);
      return response.on("close", () => hanging.delete(response));
    }
    const status = answer.status ?? (answer.location === undefined ? 200 : 301);
    response.writeHead(status, { "content-type": answer.type ?? "text/html; charset=utf-8", "set-cookie": "seen=1; Secure", ...(answer.location === undefined ? {} : { location: answer.location }), ...answer.headers });
    if (!answer.flood) return response.end(answer.page === undefined ? answer.body ?? "" : page(answer.page));
    const chunk = Buffer.alloc(65_536, answer.flood);
    const pour = () => {
      while (!response.destroyed && response.write(chunk)) flooded += chunk.length;
      flooded += chunk.length;
    };
    response.on("drain", pour);
    flooding.add(response);
    response.on("close", () => flooding.delete(response));
    return pour();
  };
  return {
    asked,
    /** The addresses asked since the last look. */
    addresses: () => asked.splice(0).map(({ address }) => address),
    /** Bytes of an endless page that went on their way: what was read, and what waits in the system's buffers. */
    flooded: () => flooded,
    /** How many endless pages are still being read. */
    flooding: () => flooding.size,
    answers,
    release: () => { for (const response of hanging) response.destroy(); },
    hosts: Object.fromEntries([...HOSTS, ...TARGETS].map((host) => [host, serve(host)])),
  };
}
