// The door into our own pages: <html data-page="…"> says which one this is. One has a program of its own.
const { page } = document.documentElement.dataset;
hashcart.loadOr(page === 'insights' ? 'twin-insights.js' : 'twin-pages.js').then((program) => program.start(page));
