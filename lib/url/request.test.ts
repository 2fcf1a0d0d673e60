import { expect, it } from "vitest";
import { parseRequest } from "@/lib/url/request";
import { requestHref } from "@/lib/url/request-path";

it("reads where the id was seen, and consent", () => {
  expect(parseRequest({})).toEqual({ atMs: null, consent: false });
  expect(parseRequest({ at: "1768478400000", consent: "true" })).toEqual({
    atMs: 1768478400000,
    consent: true,
  });
  expect(() => parseRequest({ at: "yesterday" })).toThrow(/“yesterday”/);
});

it("leads to a page whatever characters an id has", () => {
  expect(requestHref("a+b/c=")).toBe("/requests/a%2Bb%2Fc%3D");
  const url = new URL(requestHref("8d59", { atMs: 1768478400000.5 }), "http://localhost");
  expect(parseRequest(Object.fromEntries(url.searchParams)).atMs).toBe(1768478400000);
});
