// Waiting for the thing itself. No sleeps, no retries.

/** A wait which outlives this says what was not seen. */
export const PATIENCE_MS = 8000;

/**
 * The page was replaced under the question: ask the new page. Firefox has one more way to say so: a script that it
 * stops in the middle leaves no result, and its remote agent trips over that (`#buildReturnValue`, seen 2026-11).
 */
const GONE = /context was destroyed|Cannot find context|navigat|detached|discarded|no such frame|realm|different document|got null #buildReturnValue/i;

/**
 * Waits until `fn`, run in the page, returns something true, and returns that.
 *
 * Puppeteer's waitForFunction needs `eval` in the page and X's policy forbids
 * it, so the question is put together here and asked again there. Not at each
 * frame: a page that is asked so paints sixty times a second.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {Function} fn run in the page
 * @param {string} what for the error: what was being waited for
 * @param {{ms?: number, args?: unknown[]}} [options]
 */
export async function until(page, fn, what, { ms = PATIENCE_MS, args = [] } = {}) {
  const end = performance.now() + ms;
  let last = "";
  while (performance.now() < end) {
    const left = Math.ceil(end - performance.now());
    const question = `(async () => {
      const ask = ${fn}; const args = ${JSON.stringify(args)}; const end = performance.now() + ${left};
      const turn = () => new Promise((done) => setTimeout(done, 20));
      for (;;) {
        const answer = await ask(...args);
        // A node does not travel; that it is there is the answer.
        if (answer) return { answer: answer instanceof Node ? true : answer };
        if (performance.now() > end) return null;
        await turn();
      }
    })()`;
    try {
      const found = await page.evaluate(question);
      if (found) return found.answer;
      break;
    } catch (error) {
      if (!GONE.test(String(error))) throw error;
      last = ` (${error.message})`;
      // The old document is gone; give the event loop its turn before the next question.
      await new Promise((done) => setImmediate(done));
    }
  }
  throw new Error(`not seen within ${ms} ms: ${what}${last}`);
}

/** Waits until `fn`, run here, returns something true: for the server's state. */
export async function untilHere(fn, what, ms = PATIENCE_MS) {
  const end = performance.now() + ms;
  for (;;) {
    const answer = await fn();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`not seen within ${ms} ms: ${what}`);
    // Asking without a pause would take the time from whatever is waited for.
    await new Promise((done) => setTimeout(done, 20));
  }
}
