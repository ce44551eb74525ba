// The door into X's pages, and into the hand-over's tab. hashcart-x.js or hashcart-amazon.js has run before it, in the same
// isolated world. Where WebAssembly is refused (in Chrome by the page's policy) the background puts the JavaScript twin of the program here instead.
(() => {
  'use strict';
  // A background that ended over its work may have put the program here already. One of an older version is none any more.
  if (globalThis.hashcartHere?.id) return;
  globalThis.hashcartHere = chrome.runtime;
  const begun = performance.now();
  const ask = () => chrome.runtime.sendMessage({ v: 1, call: 'twin' }).catch(() => null);
  const load = () => hashcart.load().catch(async () => {
    // A background that was just put to sleep may miss the first question.
    const answer = await ask() ?? await ask();
    return answer && 'ok' in answer ? hashcart.load() : console.error('Hashcart could not start on this page.', answer);
  });
  load().then((program) => program?.start(hashcart.engine, begun));
})();
