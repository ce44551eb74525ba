// How each browser is started: everything goes through the replica's proxy, and
// the browser makes no request of its own.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

/** The add-on's id in Firefox: where the build of the manifest takes it from. */
export const GECKO_ID = JSON.parse(readFileSync(new URL("../../store/owner.json", import.meta.url), "utf8")).gecko_id;

/** @param {{proxyPort?: number, sandbox: boolean}} options `sandbox`: it works here. */
export function chromiumArgs({ proxyPort, sandbox }) {
  return [
    ...(sandbox ? [] : ["--no-sandbox"]),
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    // There is none: without this a process of its own plays one, and costs a sixth of the time.
    "--disable-gpu",
    // What turns is painted sixty times a second without a graphics card: a seventh of the processor's time. Where it is the
    // motion that is tested, the test asks for it.
    "--force-prefers-reduced-motion",
    "--disable-domain-reliability",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,NetworkTimeServiceQuerying",
    "--allow-browser-signin=false",
    "--check-for-update-interval=31536000",
    "--ignore-certificate-errors",
    // Without a proxy every host is unreachable: no test talks to the real net.
    `--proxy-server=http://127.0.0.1:${proxyPort ?? 9}`,
    // Loopback too goes through the proxy, and is refused there.
    "--proxy-bypass-list=<-loopback>",
  ];
}

const NOTHING = "data:,";

/** @param {{proxyPort?: number, uuid?: string, geckoId?: string, colorScheme?: string, forcedColors?: boolean}} options */
export function firefoxPrefs({ proxyPort, uuid = randomUUID(), geckoId = GECKO_ID, colorScheme, forcedColors }) {
  return {
    // A fixed uuid makes the address of the extension's pages known.
    "extensions.webextensions.uuids": JSON.stringify({ [geckoId]: uuid }),
    // A temporary add-on is uninstalled when Firefox quits; these two keep its storage.
    "extensions.webextensions.keepStorageOnUninstall": true,
    "extensions.webextensions.keepUuidOnUninstall": true,

    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": proxyPort ?? 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": proxyPort ?? 9,
    "network.proxy.no_proxies_on": "",
    "network.proxy.allow_hijacking_localhost": true,
    // x.com is on the preload list, which would forbid the replica's certificate.
    "network.stricttransportsecurity.preloadlist": false,
    "security.cert_pinning.enforcement_level": 0,
    "network.trr.mode": 5,
    "network.dns.disablePrefetch": true,
    "network.prefetch-next": false,
    "network.predictor.enabled": false,
    "network.http.http3.enable": false,
    "network.http.speculative-parallel-limit": 0,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,

    // A tab's process is used again for the next tab of its site, and none is kept ready for tabs that no test opens.
    "dom.ipc.keepProcessesAlive.webIsolated.max": 4,
    "dom.ipc.keepProcessesAlive.webIsolated.perOrigin": 1,
    "dom.ipc.keepProcessesAlive.web": 1,
    "dom.ipc.keepProcessesAlive.extension": 1,
    "dom.ipc.processPrelaunch.enabled": false,
    // See Chromium's.
    "ui.prefersReducedMotion": 1,
    "browser.tabs.remote.warmup.enabled": false,

    "app.update.enabled": false,
    "app.update.auto": false,
    "app.normandy.enabled": false,
    "app.shield.optoutstudies.enabled": false,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "browser.safebrowsing.downloads.remote.enabled": false,
    "browser.safebrowsing.provider.mozilla.updateURL": "",
    "browser.safebrowsing.provider.google4.updateURL": "",
    "browser.search.update": false,
    "browser.search.geoip.url": "",
    "browser.region.network.url": "",
    "browser.region.update.enabled": false,
    "browser.newtabpage.enabled": false,
    "browser.newtabpage.activity-stream.feeds.topsites": false,
    "browser.newtabpage.activity-stream.feeds.section.topstories": false,
    "browser.startup.page": 0,
    "browser.startup.homepage": "about:blank",
    "browser.topsites.contile.enabled": false,
    "browser.aboutwelcome.enabled": false,
    "datareporting.healthreport.uploadEnabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "toolkit.telemetry.enabled": false,
    "toolkit.telemetry.unified": false,
    "toolkit.telemetry.server": NOTHING,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "messaging-system.rsexperimentloader.enabled": false,
    "extensions.update.enabled": false,
    "extensions.systemAddon.update.enabled": false,
    "extensions.systemAddon.update.url": "",
    "extensions.getAddons.cache.enabled": false,
    "extensions.blocklist.enabled": false,
    "dom.push.connection.enabled": false,
    "media.gmp-manager.updateEnabled": false,
    "media.gmp-manager.url": NOTHING,
    "geo.enabled": false,
    "identity.fxaccounts.enabled": false,

    ...(colorScheme ? { "layout.css.prefers-color-scheme.content-override": colorScheme === "dark" ? 0 : 1 } : {}),
    ...(forcedColors ? { "browser.display.document_color_use": 2, "ui.useAccessibilityTheme": 1 } : {}),
  };
}
