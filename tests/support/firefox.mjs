// Firefox's own window, in which a test may run what it likes: Chromium has no such door.

/** Runs an expression in the window of this browser; returns what it gives, or what its promise gives. */
export async function inFirefox(browser, expression) {
  const { connection } = browser;
  const { result: { contexts } } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const window = contexts.find(({ url }) => url.endsWith("/browser.xhtml"));
  const { result } = await connection.send("script.evaluate", { expression, target: { context: window.context }, awaitPromise: true });
  if (result.type !== "success") throw new Error(result.exceptionDetails.text);
  return result.result.value;
}
