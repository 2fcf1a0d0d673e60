import { type StreamKind, StreamLines } from "@/lib/logs/book/stream-lines";
import type { LogEvent, LogSource } from "@/lib/model/log";

/** The streams of a book, each made when its first event comes. A stream's number is its place in `all`. */
export class StreamDirectory {
  readonly all: StreamLines[] = [];
  private readonly sources: ReadonlyMap<string, LogSource>;
  private readonly byGroup = new Map<string, Map<string, StreamLines>>();
  /** Most events come from the group, many from the stream, of the one before. */
  private latest: StreamLines | null = null;
  private latestGroup = new Map<string, StreamLines>();

  constructor(sources: readonly LogSource[]) {
    this.sources = new Map(sources.map((source) => [source.key, source]));
  }

  /** The stream that an event stands in; the source counts where the stream is new. */
  streamOf(event: LogEvent, sourceKey: string): StreamLines {
    const { latest } = this;
    if (latest !== null && latest.group === event.group) {
      if (latest.name === event.stream) return latest;
    } else {
      this.latestGroup = this.groupOf(event.group);
    }
    let stream = this.latestGroup.get(event.stream);
    if (stream === undefined) {
      const source = this.sources.get(sourceKey) ?? unnamedSource(sourceKey, event.group);
      const kind = streamKindOf(source, event.group);
      stream = new StreamLines(this.all.length, kind, source, event.group, event.stream);
      this.all.push(stream);
      this.latestGroup.set(event.stream, stream);
    }
    this.latest = stream;
    return stream;
  }

  private groupOf(name: string): Map<string, StreamLines> {
    let streams = this.byGroup.get(name);
    if (streams === undefined) {
      streams = new Map();
      this.byGroup.set(name, streams);
    }
    return streams;
  }
}

/** Events of a source that was not announced are shown like those of any group. */
function unnamedSource(key: string, group: string): LogSource {
  return { key, kind: "group", label: group, group, functionName: null, accessLogFormat: null };
}

function streamKindOf({ kind }: LogSource, group: string): StreamKind {
  if (kind === "api-access") return "access";
  if (kind === "api-execution" || group.startsWith("API-Gateway-Execution-Logs_")) return "execution";
  return "lambda";
}
