// On a store's pages during a hand-over: asks for the program, which comes into the session's own tab and into no other.
// A background that was just put to sleep may miss the first question.
(function arrive(last) { chrome.runtime.sendMessage({ v: 1, call: 'arrive' }).catch(() => null).then((answer) => answer || last || arrive(true)); })();
