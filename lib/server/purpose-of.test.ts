import { expect, it } from "vitest";
import { purposeOf } from "@/lib/server/purpose-of";

it.each([
  ["/", "overview"],
  ["/?from=now-1h", "overview"],
  ["/api/overview", "overview"],
  ["/api/incidents?to=now", "overview"],
  ["/functions/orders-api?from=now-1h", "function"],
  ["/api/functions/a/callers", "function"],
  ["/apis/a1/prod", "API"],
  ["/logs", "logs"],
  ["/api/logs/tail?src=fn:a", "live tail"],
  ["/api/logs/summary", "counting lines"],
  ["/traces/", "traces"],
  ["/traces/1-58406520-a", "trace"],
  ["/api/traces/cold-starts", "traces"],
  ["/api/alarms/detail", "alarms"],
])("%s is for: %s", (url, purpose) => {
  expect(purposeOf(url)).toBe(purpose);
});

it.each(["/_next/static/a.js", "/icon.svg", "/api/health", "/api/budget", "/constructor", ""])(
  "%s is for nothing that asks AWS, or for the overview",
  (url) => {
    expect(purposeOf(url)).toBe(url === "" ? "overview" : null);
  },
);
