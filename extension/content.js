// The door into the X page. hashcart.js has run before this file in the same isolated world.
// Where the page's Content-Security-Policy refuses to compile WebAssembly, the background puts
// the JavaScript twin of the same program into this world, and it starts in its place.
(() => {
  'use strict';
  const begun = performance.now();
  const start = () => hashcart.load().start('content', hashcart.engine, begun);
  try {
    start();
  } catch (refused) {
    if (!(refused instanceof WebAssembly.CompileError)) throw refused;
    chrome.runtime.sendMessage({ v: 1, call: 'twin' }).then((answer) => {
      if (answer && 'ok' in answer) start();
      else console.error('Hashcart could not start on this page.', answer);
    });
  }
})();
