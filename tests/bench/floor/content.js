// The floor of the benchmark: a content script that only counts posts.
let posts = 0;
const ARTICLE = "article";
new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (node.nodeType !== 1) continue;
      posts += node.matches(ARTICLE) ? 1 : node.querySelectorAll(ARTICLE).length;
    }
  }
}).observe(document, { childList: true, subtree: true });
