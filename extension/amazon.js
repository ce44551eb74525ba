// On a store's pages during a hand-over: asks for the program, which comes into the walk's own tab and into no other.
chrome.runtime.sendMessage({ v: 1, call: 'arrive' }).catch(() => null);
