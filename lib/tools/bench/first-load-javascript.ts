import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Benchmark, Measurement } from "@/lib/tools/bench/benchmark";
import { startAccount } from "@/lib/tools/local-account";

/** What a browser with an empty cache must fetch and run for each page: the scripts that its HTML names. */
export const firstLoadJavascript: Benchmark = {
  name: "first-load-js",
  measure: async () => {
    const { appUrl, stop } = await startAccount();
    try {
      const measurements: Measurement[] = [];
      for (const path of [
        "/",
        "/functions/orders-api",
        "/alarms",
        "/logs",
        "/traces",
        "/requests",
        "/service-map",
        "/cold-starts",
        "/cost",
        ...(await firstApiPath(appUrl)),
      ]) {
        const scripts = await scriptsOf(`${appUrl}${path}`);
        const sum = (size: (script: Buffer) => number) =>
          scripts.reduce((total, script) => total + size(script), 0) / 1024;
        measurements.push(
          {
            what: `${path} JavaScript, gzip`,
            value: sum((s) => gzipSync(s).length),
            unit: "KB",
            budget: 250,
          },
          { what: `${path} JavaScript, brotli`, value: sum((s) => brotliCompressSync(s).length), unit: "KB" },
        );
      }
      return measurements;
    } finally {
      await stop();
    }
  },
};

async function scriptsOf(pageUrl: string): Promise<readonly Buffer[]> {
  const html = await (await fetch(pageUrl)).text();
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)]
    // Polyfills for browsers without modules: no browser of ours fetches them.
    .filter(([tag]) => !/\bnomodule\b/i.test(tag));
  const urls = new Set(tags.map(([, source]) => source ?? ""));
  return Promise.all(
    [...urls].map(async (url) => {
      const response = await fetch(new URL(url.replaceAll("&amp;", "&"), pageUrl));
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    }),
  );
}

async function firstApiPath(appUrl: string): Promise<readonly string[]> {
  const overview: { apis: { id: string; stage: string }[] | null } = await (
    await fetch(`${appUrl}/api/overview`)
  ).json();
  return (overview.apis ?? []).slice(0, 1).map(({ id, stage }) => `/apis/${id}/${encodeURIComponent(stage)}`);
}
