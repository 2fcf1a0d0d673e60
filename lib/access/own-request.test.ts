import { expect, it } from "vitest";
import { isOwnRequest, type Sender, withoutConsent } from "@/lib/access/own-request";

const sender: Sender = {
  method: "POST",
  secFetchSite: null,
  opensPage: false,
  origin: null,
  host: "127.0.0.1:3000",
  ownOrigin: null,
};

it.each([
  ["a form of ours", { secFetchSite: "same-origin", origin: "http://127.0.0.1:3000" }, true],
  ["an old browser", { origin: "http://127.0.0.1:3000" }, true],
  ["a form of another site", { secFetchSite: "cross-site", origin: "https://evil.example" }, false],
  ["a form of another port", { secFetchSite: "same-site", origin: "http://127.0.0.1:4000" }, false],
  ["an old browser elsewhere", { origin: "https://evil.example" }, false],
  ["a frame without an origin", { origin: "null" }, false],
  ["nobody says where from", {}, false],
  ["an address bar does not post", { secFetchSite: "none" }, false],
  ["an origin that contradicts", { secFetchSite: "same-origin", origin: "https://evil.example" }, false],
  ["a program reads", { method: "GET" }, true],
  ["a page of ours reads", { method: "GET", secFetchSite: "same-origin" }, true],
  ["an address bar", { method: "GET", secFetchSite: "none" }, true],
  ["a link on another site", { method: "GET", secFetchSite: "cross-site", opensPage: true }, true],
  ["a picture on another site", { method: "GET", secFetchSite: "cross-site" }, false],
  ["a script of another port", { method: "HEAD", secFetchSite: "same-site" }, false],
  ["a site that is not one", { method: "GET", secFetchSite: "cross-site, none" }, false],
  ["a form of another site is no link", { secFetchSite: "cross-site", opensPage: true }, false],
  ["other methods count as writing", { method: "DELETE", secFetchSite: "cross-site" }, false],
  ["behind a proxy", { origin: "https://l.example", ownOrigin: "https://l.example", host: "app:3000" }, true],
  [
    "by http behind it",
    { origin: "http://l.example", ownOrigin: "https://l.example", host: "l.example" },
    false,
  ],
] as const)("%s", (_what, changes, expected) => {
  expect(isOwnRequest({ ...sender, ...changes })).toBe(expected);
});

it.each([
  ["?a=1&consent=true&b=%26", "?a=1&b=%26"],
  ["?consent=1&consent=true", ""],
  ["?q=consent", null],
  ["", null],
])("%j without consent is %j", (query, expected) => {
  expect(withoutConsent(query)).toBe(expected);
});
