import { expect, it } from "vitest";
import { isOwnRequest, type Sender } from "@/lib/access/own-request";

const sender: Sender = {
  method: "POST",
  secFetchSite: null,
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
  ["reading is anyone's", { method: "GET", secFetchSite: "cross-site" }, true],
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
