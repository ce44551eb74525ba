// A throw-away extension for testing the harness itself, written to a temporary folder.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GECKO_ID } from "./settings.mjs";

const CONTENT = `
const mark = document.createElement("div");
mark.id = "probe";
mark.textContent = "probe " + location.host;
document.body.append(mark);
// The page's test asks; this world answers, as our extension would.
document.addEventListener("probe-insert", (event) => {
  const box = document.querySelector("[role=dialog] [data-testid=tweetTextarea_0]");
  box.focus();
  if (event.detail === "exec") {
    document.execCommand("insertText", false, "#AmazonCart");
  } else {
    const data = new DataTransfer();
    data.setData("text/plain", "#AmazonCart");
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }
});
`;

const POPUP = `
(async () => {
  const { opened = 0 } = await chrome.storage.local.get("opened");
  await chrome.storage.local.set({ opened: opened + 1 });
  const answer = await chrome.runtime.sendMessage("who");
  const outside = await fetch("https://www.amazon.com/probe").then(() => "reached", () => "refused");
  document.body.dataset.opened = opened + 1;
  document.body.dataset.outside = outside;
  document.body.append(answer);
})();
`;

const BACKGROUND = `
chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (message === "who") answer("background here");
});
`;

/** @param {"chromium"|"firefox"} browser @returns {Promise<{folder: string, remove: () => Promise<void>}>} */
export async function writeProbe(browser) {
  const folder = await mkdtemp(join(tmpdir(), "hashcart-probe-"));
  const manifest = {
    manifest_version: 3,
    name: "Harness probe",
    version: "1.0",
    permissions: ["storage"],
    host_permissions: ["https://x.com/*", "https://www.amazon.com/*"],
    action: { default_popup: "popup.html" },
    background: browser === "firefox" ? { scripts: ["background.js"] } : { service_worker: "background.js" },
    content_scripts: [{ matches: ["https://x.com/*"], js: ["content.js"], run_at: "document_idle" }],
    ...(browser === "firefox" ? { browser_specific_settings: { gecko: { id: GECKO_ID } } } : {}),
  };
  const files = {
    "manifest.json": JSON.stringify(manifest),
    "content.js": CONTENT,
    "popup.html": `<!DOCTYPE html><meta charset="utf-8"><title>Probe</title><body><p>Probe popup</p><script src="popup.js"></script></body>`,
    "popup.js": POPUP,
    "background.js": BACKGROUND,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
