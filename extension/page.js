// The door into our own pages: <html data-page="…"> says which one this is.
(() => {
  'use strict';
  const start = () => hashcart.load().start(document.documentElement.dataset.page);
  try {
    hashcart.load();
  } catch {
    // WebAssembly is refused here: the JavaScript twin takes the program's place.
    const script = Object.assign(document.createElement('script'), { src: 'twin-pages.js' });
    script.onload = start;
    document.head.append(script);
    return;
  }
  start();
})();
