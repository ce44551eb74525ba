// The door into our own pages: <html data-page="…"> says which one this is.
(async () => {
  'use strict';
  const begun = performance.now();
  const start = () => hashcart.load().start(document.documentElement.dataset.page, hashcart.engine, begun);
  try {
    start();
  } catch (refused) {
    if (!(refused instanceof WebAssembly.CompileError)) throw refused;
    const script = Object.assign(document.createElement('script'), { src: 'twin.js' });
    script.onload = start;
    document.head.append(script);
  }
})();
