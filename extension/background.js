// The door into the background: a service worker in Chrome, an event page in Firefox (whose
// manifest loads hashcart-background.js first). Listeners are registered here, in the first turn, because
// the browser wakes a sleeping background only for events it saw registered then.
'use strict';
if (typeof importScripts === 'function') importScripts('hashcart-background.js');
const ready = hashcart.loadOr('twin-background.js').then((program) => (program.start(), program));

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  const failed = (error) => answer({ fault: { code: 'engine', detail: String(error) } });
  ready.then((program) => program.on_message(message, sender)).then(answer, failed);
  return true; // The answer comes later, and always.
});

// Not every browser has menus and commands.
const on = (event, name) => event?.addListener((...facts) => ready.then((program) => program[name](...facts)));
on(chrome.storage.onChanged, 'storage_changed');
for (const event of [chrome.runtime.onStartup, chrome.runtime.onInstalled]) on(event, 'begun_anew');
on(chrome.tabs.onRemoved, 'tab_closed');
on(chrome.contextMenus?.onClicked, 'menu_pressed');
on(chrome.commands?.onCommand, 'commanded');
