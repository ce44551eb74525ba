// The floor of the wake: a background that reads one record and answers.
chrome.runtime.onMessage.addListener((message, sender, answer) => {
  chrome.storage.local.get('settings').then(answer);
  return true;
});
