import { createLogBook } from "@/lib/logs/log-book";
import type { LogEvent } from "@/lib/model/log";

const N = 1_000_000,
  S = 500;
const hex = (n: number, w: number) => n.toString(16).padStart(w, "0");
function* gen() {
  let n = 0;
  const t0 = Date.UTC(2026, 0, 15);
  const clock = new Float64Array(S).fill(t0);
  let k = 0;
  while (n < N) {
    const s = (k * 7919) % S;
    k++;
    const id = `${hex((k * 2654435761) % 4294967296, 8)}-${hex(k & 0xffff, 4)}-4000-8000-${hex(k, 12)}`;
    const stream = `2026/01/15/[$LATEST]${hex(s, 32)}`;
    let t = clock[s]! + 50 + ((k * 31) % 900);
    const json = s % 2 === 1;
    const iso = (ms: number) => new Date(ms).toISOString();
    const push = (ms: number, message: string): LogEvent => ({
      id: `39${ms}${hex(n++, 41)}`,
      timestampMs: ms,
      ingestionMs: ms + 300,
      group: s % 2 ? "/aws/lambda/b" : "/aws/lambda/a",
      stream,
      message,
    });
    if (json) {
      yield push(
        t,
        `{"time":"${iso(t)}","type":"platform.start","record":{"requestId":"${id}","functionArn":"arn:aws:lambda:us-east-1:1:function:b","version":"$LATEST"}}\n`,
      );
      for (let j = 0; j < 6; j++) {
        t += (k + j) % 4;
        yield push(
          t,
          `{"timestamp":"${iso(t)}","level":"INFO","requestId":"${id}","message":"order ${k} saved in table orders with ${j} items, customer ${k * 3}"}`,
        );
      }
      yield push(
        t,
        `{"time":"${iso(t)}","type":"platform.report","record":{"requestId":"${id}","metrics":{"durationMs":12.34,"billedDurationMs":13,"memorySizeMB":256,"maxMemoryUsedMB":123},"status":"success"}}\n`,
      );
    } else {
      yield push(t, `START RequestId: ${id} Version: $LATEST\n`);
      for (let j = 0; j < 5; j++) {
        t += (k + j) % 4;
        yield push(
          t,
          `${iso(t)}\t${id}\tINFO\torder ${k} saved in table orders with ${j} items, customer ${k * 3}\n`,
        );
      }
      yield push(t, `END RequestId: ${id}\n`);
      yield push(
        t,
        `REPORT RequestId: ${id}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 1024 MB\tMax Memory Used: 95 MB\t\n`,
      );
    }
    clock[s] = t;
  }
}
const text = "[";
const parts: string[] = [];
for (const e of gen()) parts.push(JSON.stringify(e));
const events = (JSON.parse(`[${parts.join(",")}]`) as LogEvent[]).sort(
  (a, b) => a.timestampMs - b.timestampMs,
);
parts.length = 0;
const bytes = events.reduce((n, e) => n + e.message.length, 0);
console.log("msg bytes/event", bytes / events.length);
for (let r = 0; r < 4; r++) {
  (globalThis as any).gc?.();
  const m0 = process.memoryUsage();
  const t = performance.now();
  const book = createLogBook([]);
  for (let i = 0; i < events.length; i += 10000) book.add(events.slice(i, i + 10000), "group:x");
  const t1 = performance.now();
  book.lines();
  const t2 = performance.now();
  const inv = book.invocations();
  const t3 = performance.now();
  (globalThis as any).gc?.();
  const m1 = process.memoryUsage();
  console.log(
    "add",
    (t1 - t).toFixed(0),
    "settle",
    (t2 - t1).toFixed(0),
    "inv",
    (t3 - t2).toFixed(0),
    "ev/s",
    ((events.length / (t3 - t)) * 1000).toFixed(0),
    inv.length,
    "bytes/event",
    ((m1.heapUsed + m1.arrayBuffers - m0.heapUsed - m0.arrayBuffers) / events.length).toFixed(0),
    book.lineCount,
  );
}
