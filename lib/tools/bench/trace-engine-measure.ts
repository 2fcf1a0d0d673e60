import { gzipSync } from "node:zlib";
import { traceDocuments } from "@/lib/tools/bench/trace-engine-documents";
import { readTrace } from "@/lib/traces/read-trace";

/** Measures in a process of its own, with `--expose-gc`; prints one JSON object. */

const SIZES = [1_000, 10_000, 100_000] as const;
const ROUNDS = 7;

const figures = SIZES.map((size) => {
  const documents = traceDocuments(size);
  let engineMs = Number.POSITIVE_INFINITY;
  let parseMs = Number.POSITIVE_INFINITY;
  // The two take turns, so that a busy moment of the machine hits both.
  for (let round = 0; round < ROUNDS; round++) {
    engineMs = Math.min(
      engineMs,
      timed(() => read(documents)),
    );
    parseMs = Math.min(
      parseMs,
      timed(() => documents.map((document) => JSON.parse(document))),
    );
  }
  const { detailOf: _detailOf, indexOf: _indexOf, ...view } = read(documents);
  const text = JSON.stringify(view);
  return {
    size,
    spans: view.spans.id.length,
    documentBytes: documents.reduce((sum, document) => sum + document.length, 0),
    engineMs,
    parseMs,
    sentBytes: text.length,
    gzipBytes: gzipSync(text).length,
  };
});
process.stdout.write(JSON.stringify(figures));

function read(documents: readonly string[]) {
  return readTrace({
    traceId: "1-6968d6c0-00000000000000000000beef",
    format: "xray",
    documents,
    durationMs: null,
    limitExceeded: false,
  });
}

function timed(run: () => unknown): number {
  globalThis.gc?.();
  const started = performance.now();
  run();
  return performance.now() - started;
}
