// The HTML the server sends: X's outer page, with the switches resolved.
import { readFileSync } from "node:fs";
import { switches } from "./switches.mjs";
import { THEMES } from "./themes.mjs";

const style = readFileSync(new URL("app/style.css", import.meta.url), "utf8");

const attribute = (text) => String(text).replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`);

/** `replies`: what the server has of the viewer's, shown again with `thread=server`. */
export function shell({ nonce, page, url, replies }) {
  const all = switches(page, url.searchParams);
  const theme = THEMES[all.theme];
  const data = { ...all, replies: all.thread === "server" ? replies : [] };
  // X leaves the canonical link of the first page behind after navigation.
  return `<!DOCTYPE html>
<html dir="${attribute(all.dir)}" lang="${attribute(all.lang)}" style="overflow-y: scroll; overscroll-behavior-y: none; font-size: 15px; color-scheme: ${theme.scheme};" data-theme="${theme.scheme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>X</title>
<link rel="icon" href="data:,">
<link href="https://x.com${attribute(url.pathname)}" rel="canonical" data-rh="true">
<style>${style}</style>
</head>
<body style="background-color: ${theme.background};">
<noscript>JavaScript is not available.</noscript>
<div id="react-root" style="height:100%;display:flex;"></div>
<script type="application/json" id="switches" nonce="${nonce}">${JSON.stringify(data).replace(/</g, "\\u003c")}</script>
<script nonce="${nonce}" src="https://abs.twimg.com/responsive-web/client-web/main.js" crossorigin="anonymous"></script>
</body>
</html>`;
}
