import "server-only";
import { createLogBook, type LogBook } from "@/lib/logs/log-book";
import { readAccessLine } from "@/lib/logs/parse/access-format";
import type { LogEvent, LogSource } from "@/lib/model/log";
import type { TraceDocuments } from "@/lib/model/trace";
import type { AccountLists, KnownStage } from "@/lib/server/requests/account-map";
import { sourceKey } from "@/lib/url/log-sources";

/** Everything that was read for one request: log events by group, each once, and trace documents. */
export class EvidenceStore {
  private readonly byGroup = new Map<string, Map<string, LogEvent>>();
  readonly traces = new Map<string, TraceDocuments>();

  add(events: readonly LogEvent[]): void {
    for (const event of events) {
      let group = this.byGroup.get(event.group);
      if (group === undefined) {
        group = new Map();
        this.byGroup.set(event.group, group);
      }
      group.set(event.id, event);
    }
  }

  get eventCount(): number {
    let count = 0;
    for (const group of this.byGroup.values()) count += group.size;
    return count;
  }

  /** What kind of log a group is follows from the configuration, which may come later than the events. */
  book(lists: AccountLists, stages: readonly KnownStage[]): LogBook {
    const sources = new Map<string, LogSource>();
    const adding: { readonly events: LogEvent[]; readonly key: string }[] = [];
    for (const [group, events] of this.byGroup) {
      for (const [source, own] of sourcesOf(group, [...events.values()], lists, stages)) {
        sources.set(source.key, source);
        adding.push({ events: own, key: source.key });
      }
    }
    const book = createLogBook([...sources.values()]);
    for (const { events, key } of adding) book.add(events, key);
    return book;
  }
}

function sourcesOf(
  group: string,
  events: LogEvent[],
  { functions }: AccountLists,
  stages: readonly KnownStage[],
): readonly (readonly [LogSource, LogEvent[]])[] {
  const execution = /^API-Gateway-Execution-Logs_([^/]+)\/(.+?)(?:\/Canary)?$/.exec(group);
  if (execution) {
    const ref = { kind: "api-execution", apiId: execution[1] ?? "", stage: execution[2] ?? "" } as const;
    const name = stages.find(({ key }) => key === `${ref.apiId}/${ref.stage}`)?.api.name ?? ref.apiId;
    return [[source(sourceKey(ref), "api-execution", `${name} ${ref.stage}, execution log`, group), events]];
  }
  const writers = stages.filter((stage) => stage.accessGroups.includes(group));
  if (writers.length > 0) return accessSources(group, events, writers);
  const owners = functions.filter((fn) => fn.logGroup === group);
  const [owner] = owners;
  if (owners.length === 1 && owner !== undefined) {
    const key = sourceKey({ kind: "function", name: owner.name });
    return [[{ ...source(key, "function", owner.name, group), functionName: owner.name }, events]];
  }
  return [[source(sourceKey({ kind: "group", group }), "group", group, group), events]];
}

/** Several stages may write to one group: a line is of the stage whose format reads it. */
function accessSources(
  group: string,
  events: LogEvent[],
  writers: readonly KnownStage[],
): readonly (readonly [LogSource, LogEvent[]])[] {
  const taken = new Set<LogEvent>();
  return writers.map((stage, index) => {
    const ref = { kind: "api-access", apiId: stage.api.id, stage: stage.stage.name } as const;
    const last = index === writers.length - 1;
    const own = events.filter((event) => {
      if (taken.has(event)) return false;
      return last || (stage.format !== null && readAccessLine(stage.format, event.message) !== null);
    });
    for (const event of own) taken.add(event);
    return [
      {
        ...source(sourceKey(ref), "api-access", `${stage.api.name} ${stage.stage.name}, access log`, group),
        accessLogFormat: stage.stage.accessLogFormat,
      },
      own,
    ];
  });
}

function source(key: string, kind: LogSource["kind"], label: string, group: string): LogSource {
  return { key, kind, label, group, functionName: null, accessLogFormat: null };
}
