import { createWorld } from "@/lib/sandbox/world/create-world";

const now = Date.parse("2026-01-15T12:00:00Z");
const w = createWorld({
  seed: 7,
  nowMs: now,
  hours: 24,
  rps: 20,
  functions: 0,
  region: "us-east-1",
  incidents: true,
});
const t = performance.now();
w.advance();
console.log("adv", performance.now() - t, process.cpuUsage().user / 1e3, process.memoryUsage().rss / 1e6);
