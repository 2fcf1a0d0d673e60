import { mix } from "@/lib/sandbox/logs/hash";
import { environmentLines, invocationLines } from "@/lib/sandbox/logs/render/lambda-lines";
import type { Line } from "@/lib/sandbox/logs/render/line";
import { LogEvent, type StreamRef } from "@/lib/sandbox/logs/source/log-event";
import type { Window } from "@/lib/sandbox/logs/source/log-source";
import type { EnvironmentRecord, FunctionDef, World } from "@/lib/sandbox/world/types";

/** Renders records into events and keeps those of the window. */
export class LambdaEvents {
  readonly events: LogEvent[] = [];
  private readonly streams = new Map<number, StreamRef>();

  constructor(
    private readonly world: World,
    readonly window: Window,
  ) {}

  environment(fn: FunctionDef, environment: EnvironmentRecord): void {
    const endMs = environment.initStartMs + environment.initMs;
    if (environment.initStartMs >= this.window.toMs || endMs < Math.floor(this.window.fromMs)) return;
    const stream = this.stream(environment.index);
    const lines = environmentLines(fn, environment, this.world.region, stream.name);
    this.add(stream, 0, lines);
  }

  invocation(fn: FunctionDef, index: number): void {
    const { world, window } = this;
    const invocation = world.invocation(index);
    const endMs = invocation.startMs + invocation.durationMs;
    if (endMs < Math.floor(window.fromMs)) return;
    if (!invocation.cold && invocation.startMs >= window.toMs) return;
    const environment = world.environment(invocation.environmentIndex);
    if (environment.initStartMs >= window.toMs) return;
    const lines = invocationLines(fn, environment, invocation, world.detail(index));
    this.add(this.stream(environment.index), index + 1, lines);
  }

  private add(stream: StreamRef, record: number, lines: readonly Line[]): void {
    const { seed } = this.world;
    // END and REPORT of one millisecond come in either order.
    const swap = record > 0 && mix(seed ^ record, stream.id) % 6 === 0 ? lines.length - 1 : -1;
    for (const [i, { atMs, text }] of lines.entries()) {
      if (atMs < this.window.fromMs || atMs >= this.window.toMs) continue;
      const rank = i === swap ? i - 1 : i === swap - 1 ? i + 1 : i;
      this.events.push(new LogEvent(atMs, text, stream, record, Math.max(0, rank), seed, 0));
    }
  }

  private stream(environmentIndex: number): StreamRef {
    let stream = this.streams.get(environmentIndex);
    if (stream === undefined) {
      stream = { id: environmentIndex, name: this.world.logStreamName(environmentIndex) };
      this.streams.set(environmentIndex, stream);
    }
    return stream;
  }
}
