// The uploads against stores of paper: `node --test store/upload.test.mjs`, and part of `cargo xtask release`.
import assert from "node:assert/strict";
import { createVerify, generateKeyPairSync } from "node:crypto";
import { test } from "node:test";

import { assertion, chrome, edge, lacks, NEEDS, webExt } from "./upload.mjs";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });
const account = { client_email: "robot@p.test", private_key: keys.privateKey, private_key_id: "k", token_uri: "https://token.test/" };
const owner = { chrome_publisher: "p", chrome_item: "i", edge_product: "e" };
const zip = Buffer.from("zip");
const wait = async () => {};

/** Answers by the end of the address, in order; the last one stays. */
function paper(answers) {
  const calls = [];
  const fetch = async (url, options = {}) => {
    calls.push({ url, ...options });
    const key = Object.keys(answers).find((end) => url.endsWith(end));
    const list = answers[key] ?? [{ status: 404 }];
    const { status = 200, body = {}, location } = list.length > 1 ? list.shift() : list[0];
    return new Response(JSON.stringify(body), { status, headers: location ? { location } : {} });
  };
  return { fetch, calls, asked: () => calls.map((call) => new URL(call.url).pathname) };
}

const token = { "token.test/": [{ body: { access_token: "t" } }] };

test("a service account signs who it is, for ten minutes", () => {
  const [head, claims, signature] = assertion(account, 1000).split(".");
  assert.ok(createVerify("RSA-SHA256").update(`${head}.${claims}`).verify(keys.publicKey, signature, "base64url"));
  const said = JSON.parse(Buffer.from(claims, "base64url"));
  assert.deepEqual([said.iss, said.aud, said.exp - said.iat], ["robot@p.test", "https://token.test/", 600]);
});

test("chrome: token, upload, wait, submit", async () => {
  const store = paper({
    ...token,
    ":upload": [{ body: { uploadState: "IN_PROGRESS" } }],
    ":fetchStatus": [{ body: { lastAsyncUploadState: "IN_PROGRESS" } }, { body: { lastAsyncUploadState: "SUCCEEDED" } }],
    ":publish": [{ body: { state: "PENDING_REVIEW" } }],
  });
  assert.equal(await chrome({ owner, zip, account, fetch: store.fetch, wait }), "PENDING_REVIEW");
  assert.deepEqual(store.asked(), [
    "/", "/upload/v2/publishers/p/items/i:upload", "/v2/publishers/p/items/i:fetchStatus",
    "/v2/publishers/p/items/i:fetchStatus", "/v2/publishers/p/items/i:publish",
  ]);
  assert.equal(store.calls[1].headers.Authorization, "Bearer t");
  assert.deepEqual(store.calls[1].body, zip);
});

test("chrome: a failure that comes as a success is a failure", async () => {
  for (const [upload, publish] of [["FAILED", "PENDING_REVIEW"], ["SUCCEEDED", "REJECTED"]]) {
    const store = paper({ ...token, ":upload": [{ body: { uploadState: upload } }], ":publish": [{ body: { state: publish } }] });
    await assert.rejects(chrome({ owner, zip, account, fetch: store.fetch, wait }), /FAILED|REJECTED/);
    assert.equal(store.asked().some((path) => path.endsWith(":publish")), upload === "SUCCEEDED");
  }
});

test("chrome: what the store says is in the error, and no secret is", async () => {
  const store = paper({ ...token, ":upload": [{ status: 403, body: { error: "not yours" } }] });
  await assert.rejects(chrome({ owner, zip, account, fetch: store.fetch, wait }), (error) => {
    assert.match(error.message, /upload: 403.*not yours/);
    assert.doesNotMatch(error.message, /Bearer|PRIVATE KEY/);
    return true;
  });
});

const done = [{ body: { status: "InProgress" } }, { body: { status: "Succeeded" } }];

test("edge: upload, wait, submit with notes, wait", async () => {
  const store = paper({
    "/draft/package": [{ status: 202, location: "op1" }],
    "/draft/package/operations/op1": [...done],
    "/submissions": [{ status: 202, location: "https://store.test/v1/operations/op2" }],
    "/submissions/operations/op2": [...done],
  });
  assert.equal(await edge({ owner, zip, notes: "n", clientId: "c", apiKey: "k", fetch: store.fetch, wait }), "submitted");
  assert.deepEqual(store.asked(), [
    "/v1/products/e/submissions/draft/package", "/v1/products/e/submissions/draft/package/operations/op1",
    "/v1/products/e/submissions/draft/package/operations/op1", "/v1/products/e/submissions",
    "/v1/products/e/submissions/operations/op2", "/v1/products/e/submissions/operations/op2",
  ]);
  assert.deepEqual([store.calls[0].headers.Authorization, store.calls[0].headers["X-ClientID"]], ["ApiKey k", "c"]);
  assert.deepEqual(JSON.parse(store.calls[3].body), { notes: "n" });
});

test("edge: a package that is refused is not submitted", async () => {
  const store = paper({
    "/draft/package": [{ status: 202, location: "op1" }],
    "/draft/package/operations/op1": [{ body: { status: "Failed", message: "no manifest" } }],
  });
  await assert.rejects(edge({ owner, zip, notes: "n", clientId: "c", apiKey: "k", fetch: store.fetch, wait }), /no manifest/);
  assert.equal(store.asked().at(-1), "/v1/products/e/submissions/draft/package/operations/op1");
});

test("firefox: listed, with its source, without waiting for a review", () => {
  const args = webExt({ folder: "f", unpacked: "u" }, (kind) => `hashcart-${kind}-1.zip`);
  assert.ok(args.includes("--channel=listed") && args.includes("--approval-timeout=0") && args.includes("--source-dir=u"));
  assert.ok(args.some((arg) => arg.endsWith("hashcart-source-1.zip")));
});

test("what is lacking is named, id and secret apart", () => {
  assert.deepEqual(lacks("chrome", { chrome_publisher: "p", chrome_item: "" }, {}), { ids: ["chrome_item"], secrets: ["CHROME_SERVICE_ACCOUNT"] });
  assert.deepEqual(lacks("firefox", { amo_slug: "hashcart" }, { WEB_EXT_API_KEY: "k", WEB_EXT_API_SECRET: "s" }), { ids: [], secrets: [] });
  assert.deepEqual(Object.keys(NEEDS), ["chrome", "edge", "firefox"]);
});
