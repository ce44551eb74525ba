// The door into our own pages: <html data-page="…"> says which one this is.
hashcart.loadOr('twin-pages.js').then((program) => program.start(document.documentElement.dataset.page));
