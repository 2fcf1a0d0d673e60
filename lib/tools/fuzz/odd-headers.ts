import type { Chance } from "@/lib/tools/fuzz/chance";
import type { Route } from "@/lib/tools/fuzz/discover-routes";

type Headers = Readonly<Record<string, string>>;

/** What a browser, a router of another version, or somebody with a script may send along. */
const odd: readonly Headers[] = [
  { accept: "application/x-ndjson" },
  { accept: "application/x-ndjson" },
  { accept: "text/event-stream" },
  { accept: "*/*;q=0, nonsense" },
  { accept: "x".repeat(5_000) },
  { "accept-encoding": "gzip, br;q=9, nonsense" },
  { "accept-language": `de;q=${"9".repeat(500)}` },
  { cookie: "zone=local; theme=<script>fuzz(20)</script>" },
  { cookie: "zone=UTC; zone=%ED%A0%80; a=%; ;;==" },
  { cookie: `zone=${"x".repeat(3_900)}` },
  { cookie: "__proto__=1; __prerender_bypass=1; __next_preview_data=1" },
  { range: "bytes=0-10" },
  { "if-none-match": "*" },
  { "if-modified-since": "never" },
  { host: "evil.example" },
  { "x-forwarded-host": "evil.example", "x-forwarded-proto": "javascript" },
  { "x-forwarded-for": "<script>fuzz(21)</script>" },
  { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "x-middleware-rewrite": "/api/health", "x-middleware-next": "1" },
  { "x-matched-path": "/api/health", "x-nextjs-data": "1", "x-invoke-path": "/x" },
  { "x-http-method-override": "DELETE" },
  { "last-event-id": "<script>fuzz(22)</script>" },
  { "last-event-id": "1768478340000" },
  { "last-event-id": "99999999999999999999" },
  { origin: "null" },
  { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  { "content-length": "0", expect: "nothing" },
  { "user-agent": "" },
];

const router: readonly Headers[] = [
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-prefetch": "2", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-segment-prefetch": "/../../x" },
  { rsc: "1", "next-router-state-tree": "garbage" },
  { rsc: "1", "next-router-state-tree": "%7B%22a%22" },
  { rsc: "1", "next-router-state-tree": "%5B%22%22%2C%7B%7D%5D" },
  { rsc: "1", "next-router-state-tree": "null" },
  { rsc: "1", "next-router-state-tree": "%ED%A0%80" },
  { rsc: "1", "next-router-state-tree": `%5B${"%5B".repeat(1_000)}` },
  { rsc: "2", "next-url": "/%FF" },
  { rsc: "1", "next-url": "//evil.example" },
  { rsc: "1", "next-hmr-refresh": "1" },
  { "next-router-state-tree": "garbage" },
  { "next-action": "0".repeat(42) },
  { "next-action": "x" },
];

/** Streams are asked for where there are some: their ways of failing are their own. */
export function oddHeaders({ pattern, kind }: Route, chance: Chance, hostility: number): Headers {
  if (chance.happens(0.1 + hostility * 0.3)) return chance.pickAny(odd) ?? {};
  if (kind === "page" && chance.happens(0.15)) return chance.pickAny(router) ?? {};
  if (/\/(logs|traces)/.test(pattern) && kind === "json" && chance.happens(0.4)) {
    return { accept: "application/x-ndjson" };
  }
  return {};
}
