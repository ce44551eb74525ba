// A CONNECT proxy that leads X's hosts to the replica and nobody anywhere else:
// a browser needs one proxy setting and no DNS trick, and every attempt to reach
// another host is refused and recorded.
import http from "node:http";

/**
 * Requests the browsers make for themselves and which no switch turns off
 * (Chromium's updater and account check). They are refused like all others, and
 * marked, so that tests can ask for what the page or the extension wanted.
 */
const ERRANDS = new Set(["update.googleapis.com", "accounts.google.com", "clients2.google.com", "content-autofill.googleapis.com", "optimizationguide-pa.googleapis.com", "android.clients.google.com", "mtalk.google.com", "redirector.gvt1.com"]);

/**
 * @param {{serves: (host: string) => boolean, tls: import("node:https").Server, refused: (entry: object) => void}} options
 */
export async function startProxy({ serves, tls, refused: record }) {
  const refused = (entry) => record({ ...entry, errand: ERRANDS.has(entry.host) });
  const sockets = new Set();
  const proxy = http.createServer((request, response) => {
    // Plain HTTP through the proxy: X has none, so whatever this is, it is not ours.
    const url = new URL(request.url, `http://${request.headers.host}`);
    refused({ host: url.hostname, port: Number(url.port) || 80, method: request.method, path: url.pathname });
    response.writeHead(403).end();
  });
  proxy.on("connect", (request, socket, head) => {
    const [, host, port] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url) ?? [];
    socket.on("error", () => socket.destroy());
    if (port !== "443" || !serves(host)) {
      refused({ host, port: Number(port), method: "CONNECT", path: "" });
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    tls.emit("connection", socket);
  });
  proxy.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((done) => proxy.listen(0, "127.0.0.1", done));
  return {
    port: proxy.address().port,
    close: () => new Promise((done) => {
      proxy.close(done);
      for (const socket of sockets) socket.destroy();
    }),
  };
}
