// Uploads what `cargo xtask release` made to one store, by the store's own interface, and submits it for review:
//
//   node store/upload.mjs chrome|edge|firefox [--dry-run]
//
// A dry run asks nobody, and says what would be asked and which secrets are missing. An extension's first upload is made
// by hand, with its listing; until what the store calls it by then stands in owner.json, its upload is left out.
import { spawnSync } from "node:child_process";
import { createSign } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What each store's upload needs: ids in owner.json, secrets in the environment. */
export const NEEDS = {
  // The key file of a service account that the developer dashboard knows (developer.chrome.com/docs/webstore/service-accounts).
  chrome: { ids: ["chrome_publisher", "chrome_item"], secrets: ["CHROME_SERVICE_ACCOUNT"] },
  // Partner Center, Publish API, version 1.1 (learn.microsoft.com, "Use the REST API to update an extension").
  edge: { ids: ["edge_product"], secrets: ["EDGE_CLIENT_ID", "EDGE_API_KEY"] },
  // addons.mozilla.org/developers/addon/api/key, read by web-ext.
  firefox: { ids: ["amo_slug"], secrets: ["WEB_EXT_API_KEY", "WEB_EXT_API_SECRET"] },
};

const CHROME = "https://chromewebstore.googleapis.com";
const EDGE = "https://api.addons.microsoftedge.microsoft.com";
/** A store works on an upload for seconds, rarely minutes. */
const POLLS = 60;
const POLL_MS = 5_000;

const sleep = () => new Promise((resolve) => setTimeout(resolve, POLL_MS));

/** A request that fails with what the store said; its headers hold secrets and are never shown. */
async function ask(fetch, what, url, options) {
  const answer = await fetch(url, options);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${text.slice(0, 500)}`);
  let body = {};
  try {
    body = JSON.parse(text || "{}");
  } catch {
    body = { text };
  }
  return { body, operation: answer.headers?.get("location")?.split("/").at(-1) };
}

/** The signed words by which a service account gets a token (RFC 7523). */
export function assertion(account, seconds) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const scope = "https://www.googleapis.com/auth/chromewebstore";
  const claims = { iss: account.client_email, scope, aud: account.token_uri, iat: seconds, exp: seconds + 600 };
  const words = `${part({ alg: "RS256", typ: "JWT", kid: account.private_key_id })}.${part(claims)}`;
  return `${words}.${createSign("RSA-SHA256").update(words).sign(account.private_key, "base64url")}`;
}

/** Chrome Web Store, API version 2. It answers 200 also where an upload or a submission failed: the body says so. */
export async function chrome({ owner, zip, account, fetch, wait = sleep, now = () => Date.now() }) {
  const item = `publishers/${owner.chrome_publisher}/items/${owner.chrome_item}`;
  const grant = { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: assertion(account, Math.floor(now() / 1000)) };
  const token = await ask(fetch, "token", account.token_uri, { method: "POST", body: new URLSearchParams(grant) });
  const headers = { Authorization: `Bearer ${token.body.access_token}` };
  const upload = await ask(fetch, "upload", `${CHROME}/upload/v2/${item}:upload`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/zip" },
    body: zip,
  });
  let state = upload.body.uploadState;
  for (let poll = 0; /IN_PROGRESS$/.test(state) && poll < POLLS; poll++) {
    await wait();
    state = (await ask(fetch, "status", `${CHROME}/v2/${item}:fetchStatus`, { headers })).body.lastAsyncUploadState;
  }
  if (state !== "SUCCEEDED") throw new Error(`upload: ${state} ${JSON.stringify(upload.body).slice(0, 500)}`);
  // Reviewed first, and published by the owner's press in the dashboard: in all stores on one day.
  const publish = await ask(fetch, "publish", `${CHROME}/v2/${item}:publish`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify({ publishType: "STAGED_PUBLISH" }),
  });
  if (["REJECTED", "CANCELLED"].includes(publish.body.state)) throw new Error(`publish: ${publish.body.state}`);
  return publish.body.state;
}

/** Microsoft Edge Add-ons, REST API version 1.1. */
export async function edge({ owner, zip, notes, clientId, apiKey, fetch, wait = sleep }) {
  const product = `${EDGE}/v1/products/${owner.edge_product}/submissions`;
  const headers = { Authorization: `ApiKey ${apiKey}`, "X-ClientID": clientId };
  const settled = async (what, operation, address) => {
    if (!operation) throw new Error(`${what}: the store named no operation to wait for`);
    for (let poll = 0; poll < POLLS; poll++) {
      const { body } = await ask(fetch, what, `${address}/operations/${operation}`, { headers });
      if (body.status === "Succeeded") return;
      if (body.status !== "InProgress") throw new Error(`${what}: ${JSON.stringify(body).slice(0, 500)}`);
      await wait();
    }
    throw new Error(`${what}: not done after ${(POLLS * POLL_MS) / 60_000} minutes`);
  };
  const upload = await ask(fetch, "upload", `${product}/draft/package`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/zip" },
    body: zip,
  });
  await settled("upload", upload.operation, `${product}/draft/package`);
  const publish = await ask(fetch, "publish", product, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: JSON.stringify({ notes }),
  });
  await settled("publish", publish.operation, product);
  return "submitted";
}

/** What web-ext is told. It reads the secrets from the environment, and does not wait for people to review. */
export function webExt({ folder, unpacked }, name) {
  return [
    "node_modules/web-ext/bin/web-ext.js", "sign", "--channel=listed", `--source-dir=${unpacked}`,
    `--artifacts-dir=${join(folder, "signed")}`, `--upload-source-code=${join(folder, name("source"))}`,
    `--amo-metadata=${join(folder, "amo.json")}`, "--approval-timeout=0", "--no-config-discovery", "--no-input",
  ];
}

/** What stands in the way: ids that no store has given yet, and secrets that are not there. */
export function lacks(store, owner, env) {
  const { ids, secrets } = NEEDS[store];
  return { ids: ids.filter((id) => !owner[id]), secrets: secrets.filter((secret) => !env[secret]) };
}

function program(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, stdio: "inherit" });
  if (done.status !== 0) throw new Error(`${command} ${args[0]} ended with ${done.status ?? done.error}`);
}

async function main([store, ...options]) {
  const dry = options.includes("--dry-run");
  if (!NEEDS[store] || options.some((it) => it !== "--dry-run")) throw new Error("chrome, edge or firefox, and --dry-run");
  const root = fileURLToPath(new URL("..", import.meta.url));
  const owner = JSON.parse(readFileSync(join(root, "store/owner.json"), "utf8"));
  const folder = join(root, "target/release-files");
  const name = (kind) => {
    const found = readdirSync(folder).find((file) => file.startsWith(`hashcart-${kind}-`) && file.endsWith(".zip"));
    if (!found) throw new Error(`no zip for ${kind} in target/release-files: run cargo xtask release`);
    return found;
  };
  const { ids, secrets } = lacks(store, owner, process.env);
  // Edge takes Chrome's package as it is.
  const file = name(store === "edge" ? "chrome" : store);
  if (dry) {
    console.log(`${store}: would upload ${file} and submit it for review`);
    for (const id of ids) console.log(`${store}: no ${id} in store/owner.json, so it is left out: the first upload is made by hand`);
    for (const secret of secrets) console.log(`${store}: the secret ${secret} is not here`);
    return;
  }
  if (ids.length > 0) return console.log(`${store}: left out, no ${ids.join(", ")} in store/owner.json: the first upload is made by hand`);
  if (secrets.length > 0) throw new Error(`${store}: the secrets ${secrets.join(", ")} are not here`);
  const zip = readFileSync(join(folder, file));
  if (store === "chrome") {
    console.log(`chrome: ${await chrome({ owner, zip, account: JSON.parse(process.env.CHROME_SERVICE_ACCOUNT), fetch })}`);
  } else if (store === "edge") {
    const notes = readFileSync(join(folder, "review-notes.txt"), "utf8").trim();
    console.log(`edge: ${await edge({ owner, zip, notes, clientId: process.env.EDGE_CLIENT_ID, apiKey: process.env.EDGE_API_KEY, fetch })}`);
  } else {
    const unpacked = mkdtempSync(join(tmpdir(), "hashcart-"));
    program("unzip", ["-q", join(folder, file), "-d", unpacked], root);
    program(process.execPath, webExt({ folder, unpacked }, name), root);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
  });
}
