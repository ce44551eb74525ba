// The door into the background: a service worker in Chrome, an event page in Firefox (whose
// manifest loads hashcart.js first). Listeners are registered here, in the first turn, because
// the browser wakes a sleeping background only for events it saw registered then.
'use strict';
if (typeof importScripts === 'function') importScripts('hashcart.js');

const ready = (async () => {
  try {
    return hashcart.load();
  } catch (refused) {
    // WebAssembly is refused: the JavaScript twin takes the program's place. Only a page can load it late.
    if (typeof document === 'undefined') throw refused;
    await new Promise((loaded, failed) => {
      const script = Object.assign(document.createElement('script'), { src: 'twin.js' });
      script.onload = loaded;
      script.onerror = () => failed(refused);
      document.head.append(script);
    });
    return hashcart.load();
  }
})();

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  ready
    .then((program) => program.on_message(message, sender))
    .then(answer, (error) => answer({ fault: { code: 'engine', detail: String(error) } }));
  return true; // The answer comes later, and always.
});

const refresh = () => ready.then((program) => program.refresh_badge());
chrome.storage.onChanged.addListener(refresh);
const anew = () => ready.then((program) => [program.refresh_badge(), program.begun_anew()]);
chrome.runtime.onStartup.addListener(anew);
chrome.runtime.onInstalled.addListener(anew);
chrome.tabs.onRemoved.addListener((tab) => ready.then((program) => program.tab_closed(tab)));
