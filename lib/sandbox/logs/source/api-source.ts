import { hexOf, mix } from "@/lib/sandbox/logs/hash";
import { type AccessFormat, accessFormat, accessLine } from "@/lib/sandbox/logs/render/access-log";
import { executionLines } from "@/lib/sandbox/logs/render/execution-log";
import type { Line } from "@/lib/sandbox/logs/render/line";
import { type EventAddress, LogEvent } from "@/lib/sandbox/logs/source/log-event";
import type { LogSource, Restriction, StreamFacts, Window } from "@/lib/sandbox/logs/source/log-source";
import { requestFacts } from "@/lib/sandbox/logs/source/request-facts";
import type { ApiDef, RequestRecord, World } from "@/lib/sandbox/world/types";

/** API Gateway spreads its log events over many streams with hashed names; here a fixed number per group. */
const STREAMS = 12;
/** No request lasts longer: REST APIs wait 29 s, HTTP APIs 30 s. */
const LONGEST_REQUEST_MS = 35_000;

/** The execution log or the access log of one stage, or its `/Canary` twin. */
export class ApiSource implements LogSource {
  readonly lambda = false;
  private readonly format: AccessFormat;
  private readonly names: readonly string[];

  constructor(
    private readonly world: World,
    private readonly api: ApiDef,
    groupName: string,
    private readonly what: "execution" | "access",
    /** Which requests are written: all, those of the canary, or those of the base deployment. */
    private readonly which: "all" | "canary" | "base",
  ) {
    this.format = accessFormat(api.accessLog?.format ?? "");
    this.names = Array.from({ length: STREAMS }, (_, id) => hexOf(`${world.seed}/${groupName}/${id}`, 32));
  }

  streams(): StreamFacts[] {
    const { world } = this;
    return Array.from({ length: STREAMS }, (_, id) => ({
      ...this.stream(id),
      createdMs: world.startMs,
      firstMs: world.startMs,
      lastMs: (asOfMs) => this.lastMs(id, asOfMs),
    }));
  }

  streamsNamed(names: ReadonlySet<string>): StreamFacts[] {
    return this.streams().filter(({ name }) => names.has(name));
  }

  weight({ fromMs, toMs }: Window): number {
    return this.world.requestsOf(this.api.index, fromMs, toMs).length;
  }

  collect(window: Window, streamIds: ReadonlySet<number> | null, only: Restriction | null): LogEvent[] {
    const events: LogEvent[] = [];
    const from = window.fromMs - LONGEST_REQUEST_MS;
    const candidates =
      only === null ? this.world.requestsOf(this.api.index, from, window.toMs) : [...only.requests];
    for (let i = 0; i < candidates.length; i++) {
      const index = candidates[i] ?? 0;
      if (streamIds === null || streamIds.has(this.streamIdOf(index))) this.render(index, window, events);
    }
    return events;
  }

  eventAt(address: EventAddress): LogEvent | undefined {
    if (address.record < 1 || address.record > this.world.requestCount) return undefined;
    const events: LogEvent[] = [];
    this.render(address.record - 1, { fromMs: address.timestamp, toMs: address.timestamp + 1 }, events);
    return events.find((event) => event.line === address.line && event.streamId === address.streamId);
  }

  private render(index: number, window: Window, into: LogEvent[]): void {
    const request = this.world.request(index);
    if (request.apiIndex !== this.api.index || !this.writes(request.canary)) return;
    const endMs = request.startMs + request.latencyMs;
    if (request.startMs >= window.toMs || endMs < Math.floor(window.fromMs)) return;
    const stream = this.stream(this.streamIdOf(index));
    for (const [i, { atMs, text }] of this.lines(request).entries()) {
      if (atMs < window.fromMs || atMs >= window.toMs) continue;
      into.push(new LogEvent(atMs, text, stream, index + 1, i, this.world.seed, endMs));
    }
  }

  private lines(request: RequestRecord): readonly Line[] {
    const facts = requestFacts(this.world, this.api, request);
    if (this.what === "execution") return executionLines(facts);
    return [accessLine(this.format, facts)];
  }

  private writes(canary: boolean): boolean {
    return this.which === "all" || canary === (this.which === "canary");
  }

  private streamIdOf(requestIndex: number): number {
    return mix(requestIndex, this.api.index + 17) % STREAMS;
  }

  private stream(id: number): { readonly id: number; readonly name: string } {
    return { id, name: this.names[id] ?? "" };
  }

  private lastMs(id: number, asOfMs: number): number | null {
    for (let span = 60_000; ; span *= 8) {
      const from = Math.max(this.world.startMs, asOfMs - span);
      const requests = this.world.requestsOf(this.api.index, from, asOfMs);
      for (let i = requests.length - 1; i >= 0; i--) {
        const index = requests[i] ?? 0;
        const { startMs, latencyMs, canary } = this.world.request(index);
        if (startMs + latencyMs <= asOfMs && this.streamIdOf(index) === id && this.writes(canary)) {
          return Math.floor(startMs + latencyMs);
        }
      }
      if (from <= this.world.startMs) return null;
    }
  }
}
