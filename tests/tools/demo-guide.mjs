// The page that the demo opens for a person: what to try, in five lines.

const LINES = [
  'Open <a href="https://x.com/home" target="_blank">the timeline</a> and press <b>Add to Cart</b> under a post that links an Amazon product; choose how far a press goes.',
  "The button says what happens, and the first seconds can be undone. Open the reply under the post, if you let it be posted.",
  "Press Hashcart in the toolbar (in the puzzle menu at first): there is the product.",
  "In the same place press <b>Send … to amazon…</b>, allow the store, and press Amazon's own <b>Add to Cart</b> on the page that opens.",
  "Look what Hashcart says now, and what lies in <a href=\"https://www.amazon.com/gp/cart/view.html\" target=\"_blank\">the cart</a>.",
];

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hashcart: what to try</title><link rel="icon" href="data:,">
<style>:root{color-scheme:light dark}body{font:18px/1.6 system-ui,sans-serif;max-width:42rem;margin:12vh auto;padding:0 1rem}li{margin:.8rem 0}.fine{opacity:.75;font-size:.85em}</style>
<h1>Hashcart: what to try</h1><ol>${LINES.map((line) => `<li>${line}</li>`).join("\n")}</ol>
<p class="fine">X and Amazon are replicas here, on this machine: nothing you press reaches the real ones. Close the browser to end.</p></html>`;

/** Answers for the demo's own host. */
export function guide(_request, response) {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(PAGE);
}
