// X's Content-Security-Policy header. X has been seen with and without
// 'wasm-unsafe-eval'; the extension must live under both forms. Without any
// policy a page may try everything: only a test of what it can reach wants that.

const X = "https://x.com https://*.x.com https://twitter.com https://*.twitter.com";

/**
 * @param {"wasm"|"strict"|"none"} form
 * @param {string} nonce
 * @returns {string|null} null: no header is sent
 */
export function csp(form, nonce) {
  if (form === "none") return null;
  if (form !== "wasm" && form !== "strict") throw new Error(`csp must be "wasm", "strict" or "none", not ${form}`);
  const wasm = form === "wasm" ? " 'wasm-unsafe-eval'" : "";
  return [
    `connect-src 'self' blob: https://api.x.com https://*.twimg.com https://api.twitter.com ${X}`,
    `default-src 'self'`,
    `form-action 'self' ${X}`,
    `font-src 'self' https://*.twimg.com`,
    `frame-src 'self' ${X}`,
    `img-src 'self' blob: data: https://*.twimg.com`,
    `manifest-src 'self'`,
    `media-src 'self' blob: https://*.twimg.com`,
    `object-src 'none'`,
    `script-src 'self' 'unsafe-inline' https://*.twimg.com https://x.com${wasm} 'nonce-${nonce}'`,
    `style-src 'self' 'unsafe-inline' https://*.twimg.com`,
    `worker-src 'self' blob:`,
    `report-uri https://twitter.com/i/csp_report?a=O5RXE%3D%3D%3D&ro=false`,
  ].join("; ");
}
