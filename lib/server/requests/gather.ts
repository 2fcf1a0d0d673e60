import "server-only";
import { getTraces } from "@/lib/aws/xray";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { Failure } from "@/lib/model/failure";
import type { GatewayRequest } from "@/lib/model/log";
import type { IdRef } from "@/lib/model/request";
import { w3cTraceId } from "@/lib/model/trace-id";
import { type Analysis, analyse } from "@/lib/requests/analyse";
import { functionNameOf, namesIntegration, type StageFacts } from "@/lib/requests/open-ends";
import { failureIn } from "@/lib/server/panel-of";
import {
  type AccountLists,
  type KnownStage,
  loadStages,
  withRoutes,
} from "@/lib/server/requests/account-map";
import { EvidenceStore } from "@/lib/server/requests/evidence-store";
import { type GroupReading, type Reading, readGroupEvents } from "@/lib/server/requests/search-groups";
import type { ViewRequest } from "@/lib/server/view-request";

export interface SearchWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface GatherInput {
  readonly lists: AccountLists;
  /** The ids that the text may stand for. */
  readonly start: readonly IdRef[];
  /** Where the id is looked for, one window after the other until it is found. */
  readonly windows: readonly SearchWindow[];
  /** Groups that are searched for the id. */
  readonly groups: readonly string[];
}

export interface Gathered {
  readonly analysis: Analysis;
  readonly stages: readonly KnownStage[];
  readonly stageFacts: ReadonlyMap<string, StageFacts>;
  /** The windows in which the id was looked for. */
  readonly searched: readonly SearchWindow[];
  readonly readings: readonly Reading[];
  readonly failures: readonly Failure[];
  readonly missingTraces: readonly string[];
  /** Calls that had to wait for each other, the lists counted as one. */
  readonly roundTrips: number;
  /** There was more to look for when the search ended. */
  readonly unfinished: boolean;
}

/** After the lists: the id, what is joined with it, what is joined with that; and what inference and repairs need. */
const MAX_ROUNDS = 5;
/** Work that a request causes may begin later: in queues, and after the retries of asynchronous invocations. */
const AFTER_MS = 15 * MINUTE_MS;
const BEFORE_MS = 2 * MINUTE_MS;
/** A gateway waits no longer. [D API Gateway limits] */
const LONGEST_WAIT_MS = 30 * SECOND_MS;
/** Lines of an init stand before START: at most ten seconds, and then those of a repeated one. */
const INIT_MS = 25 * SECOND_MS;

/** Reads logs and traces around an id until nothing new is joined with it. */
export async function gather(view: ViewRequest, input: GatherInput): Promise<Gathered> {
  return new Gatherer(view, input).run();
}

interface Task {
  /** The same task is done once. */
  readonly key: string;
  readonly run: () => Promise<void>;
}

class Gatherer {
  private readonly store = new EvidenceStore();
  private readonly readings: Reading[] = [];
  private readonly failures: Failure[] = [];
  private readonly done = new Set<string>();
  private readonly searched: SearchWindow[] = [];
  private readonly missingTraces = new Set<string>();
  private readonly wholeStreams: GroupReading[] = [];
  private stages: readonly KnownStage[] = [];

  constructor(
    private readonly view: ViewRequest,
    private readonly input: GatherInput,
  ) {}

  async run(): Promise<Gathered> {
    const { input } = this;
    const windows = [...input.windows];
    const first = windows.shift();
    if (first === undefined) throw new RangeError("no window to search");
    let rounds = 1;
    await this.perform([
      { key: "stages", run: () => this.readStages() },
      ...this.searchTasks(input.start, input.groups, first),
      ...this.traceTasks(input.start),
    ]);
    this.searched.push(first);
    let analysis = this.analyse();
    for (; analysis.ids.length === 0 && windows.length > 0; rounds++) {
      const window = windows.shift() ?? first;
      await this.perform([
        ...this.searchTasks(input.start, this.allGroups(), window),
        ...this.traceTasks(input.start),
      ]);
      this.searched.push(window);
      analysis = this.analyse();
    }
    let tasks = this.nextTasks(analysis);
    for (let more = 0; tasks.length > 0 && more < MAX_ROUNDS - 1; more++) {
      await this.perform(tasks);
      rounds += 1;
      analysis = this.analyse();
      tasks = this.nextTasks(analysis);
    }
    return {
      analysis,
      stages: this.stages,
      stageFacts: this.stageFacts(),
      searched: this.searched,
      readings: this.readings,
      failures: this.failures,
      missingTraces: [...this.missingTraces],
      roundTrips: rounds + 1,
      unfinished: tasks.length > 0,
    };
  }

  private async perform(tasks: readonly Task[]): Promise<void> {
    const fresh = tasks.filter(({ key }) => !this.done.has(key));
    for (const { key } of fresh) this.done.add(key);
    await Promise.all(fresh.map((task) => task.run()));
  }

  private analyse(): Analysis {
    return analyse({
      start: this.input.start,
      book: this.store.book(this.input.lists, this.stages),
      traces: [...this.store.traces.values()],
      stages: this.stageFacts(),
    });
  }

  private stageFacts(): ReadonlyMap<string, StageFacts> {
    return new Map(
      this.stages.map(({ key, stage, format, routes }) => [
        key,
        {
          key,
          name: stage.name,
          variables: format?.names ?? [],
          cached: stage.cacheSizeGb !== null,
          routes,
        },
      ]),
    );
  }

  private async readStages(): Promise<void> {
    const { stages, failures } = await loadStages(this.view, this.input.lists);
    this.stages = stages;
    this.failures.push(...failures);
  }

  /** What is still to be asked for the ids that are known by now. */
  private nextTasks(analysis: Analysis): readonly Task[] {
    if (analysis.ids.length === 0) return [];
    const around = this.aroundOf(analysis);
    const tasks = [
      ...this.traceTasks(analysis.ids),
      ...this.joinedTasks(analysis, around),
      ...this.lineTasks(analysis),
      ...this.inferenceTasks(analysis),
    ];
    return tasks.filter(({ key }) => !this.done.has(key));
  }

  /** The time in which the request's other lines may stand. */
  private aroundOf({ gateways, invocations, trace, ids }: Analysis): SearchWindow {
    const lambdaIds = new Set(ids.map(({ id }) => id));
    const times = [
      ...gateways.flatMap(({ startMs, lastMs }) => [startMs, lastMs]),
      ...invocations.flatMap(({ firstMs, lastMs }) => [firstMs, lastMs]),
      ...trace.stages.flatMap(({ startMs, endMs }) => [startMs, endMs ?? startMs]),
      ...trace.invocations
        .filter(({ requestId }) => lambdaIds.has(requestId))
        .flatMap(({ startMs, endMs }) => [startMs, endMs ?? startMs]),
      ...ids.flatMap(({ evidence }) => evidence.flatMap(({ atMs }) => atMs ?? [])),
    ];
    // Whole minutes, so that small differences between rounds do not make new questions.
    const from = Math.floor((Math.min(...times) - BEFORE_MS) / MINUTE_MS) * MINUTE_MS;
    const to = Math.ceil((Math.max(...times) + AFTER_MS) / MINUTE_MS) * MINUTE_MS;
    return { fromMs: from, toMs: Math.min(to, this.view.nowMs + MINUTE_MS) };
  }

  private traceTasks(ids: readonly IdRef[]): readonly Task[] {
    const traces = ids.filter(({ kind }) => kind === "trace").map(({ id }) => id);
    const unread = traces.filter((id) => !this.done.has(`traced ${id}`));
    if (unread.length === 0) return [];
    return [
      {
        key: `traces ${unread.join()}`,
        run: async () => {
          for (const id of unread) this.done.add(`traced ${id}`);
          try {
            const { traces: found, missing } = await getTraces(this.view.scope, unread);
            for (const trace of found) this.store.traces.set(trace.traceId, trace);
            for (const id of missing) this.missingTraces.add(id);
          } catch (error) {
            this.keepFailure(error);
          }
        },
      },
    ];
  }

  /** The texts of ids in groups: of a trace both spellings. */
  private searchTasks(
    ids: readonly IdRef[],
    groups: readonly string[],
    { fromMs, toMs }: SearchWindow,
  ): readonly Task[] {
    const texts = [...new Set(ids.flatMap(textsOf))];
    return groups.flatMap((group): Task[] => {
      const unsought = texts.filter((text) => !this.done.has(`text ${text} in ${group} ${fromMs}`));
      if (unsought.length === 0) return [];
      return [
        {
          key: `search ${group} ${unsought.join()} ${fromMs}`,
          run: async () => {
            for (const text of unsought) {
              this.done.add(`text ${text} in ${group} ${fromMs}`);
              this.done.add(`text ${text} in ${group}`);
            }
            await this.read({ group, fromMs, toMs, texts: unsought });
          },
        },
      ];
    });
  }

  /**
   * Joined ids, each where it may stand: a trace in every log, a request id of API Gateway in the logs of its stage, one
   * of Lambda in its function's and, while no API request is known, in those of all stages.
   */
  private joinedTasks(
    { ids, gateways, invocations, trace }: Analysis,
    around: SearchWindow,
  ): readonly Task[] {
    const wanted = new Map<string, Set<IdRef>>();
    const want = (ref: IdRef, groups: readonly string[]): void => {
      for (const group of groups) {
        const known = wanted.get(group) ?? new Set();
        wanted.set(group, known.add(ref));
      }
    };
    const stageGroups = this.stageGroups(gateways.map(({ stage }) => stage));
    const started = new Set(this.input.start.map(({ id }) => id));
    for (const ref of ids) {
      if (ref.kind === "extended") continue;
      if (ref.kind === "trace") want(ref, started.has(ref.id) ? [] : this.tracedGroups());
      else if (ref.kind === "gateway") want(ref, stageGroups);
      else {
        const names = [
          ...invocations
            .filter(({ requestId }) => requestId === ref.id)
            .map(({ functionName }) => functionName),
          ...trace.invocations
            .filter(({ requestId }) => requestId === ref.id)
            .map(({ functionName }) => functionName),
          ...gateways
            .filter(({ lambdaRequestId }) => lambdaRequestId === ref.id)
            .map((gateway) => this.functionBehind(gateway)),
        ];
        const own = this.groupsOf(names.flatMap((name) => name ?? []));
        const seen = invocations.filter(({ requestId }) => requestId === ref.id).map(({ group }) => group);
        const groups = [...new Set([...own, ...seen])];
        // A function that is not known by name: its own log is any of them.
        want(ref, groups.length > 0 ? groups : this.functionGroups());
        if (gateways.length === 0) want(ref, this.stageGroups([]));
      }
    }
    // The first search went through all groups for the ids asked for; around them there may be more.
    return [...wanted].flatMap(([group, refs]) => {
      const [window] = this.searched.filter(
        ({ fromMs, toMs }) => fromMs <= around.fromMs && toMs >= Math.min(around.toMs, this.view.nowMs),
      );
      const unsought = [...refs].filter(
        (ref) =>
          textsOf(ref).some((text) => !this.done.has(`text ${text} in ${group}`)) ||
          (window === undefined && textsOf(ref).some((text) => !this.done.has(`around ${text} in ${group}`))),
      );
      if (unsought.length === 0) return [];
      const key = `joined ${group} ${unsought.map(({ id }) => id).join()}`;
      const texts = unsought.flatMap(textsOf);
      return [
        {
          key,
          run: async () => {
            for (const text of texts) {
              this.done.add(`text ${text} in ${group}`);
              this.done.add(`around ${text} in ${group}`);
            }
            await this.read({ group, ...around, texts: [...new Set(texts)] });
          },
        },
      ];
    });
  }

  /** All lines of each invocation: those that do not name it stand in its stream between its START and its end. */
  private lineTasks({ invocations }: Analysis): readonly Task[] {
    return invocations.flatMap(({ group, streams, firstMs, lastMs, durationMs, startMs, key }) => {
      const timeoutMs = this.timeoutOf(group);
      const endMs = startMs !== null && durationMs === null ? startMs + timeoutMs : lastMs;
      const reading = {
        group,
        streams,
        fromMs: firstMs - INIT_MS,
        toMs: endMs + 2 * SECOND_MS,
        texts: null,
      };
      // Two attempts of which only the REPORT lines were known may turn out to be in what was read as one.
      if (this.wholeStreams.some((read) => covers(read, reading, INIT_MS))) return [];
      const run = () => {
        this.wholeStreams.push(reading);
        return this.read(reading);
      };
      return [{ key: `lines ${group} ${key} ${streams.join()}`, run }];
    });
  }

  /** The neighbours in time, without which nothing may be inferred. */
  private inferenceTasks({ open, orphans, gateways }: Analysis): readonly Task[] {
    const tasks: Task[] = [];
    for (const { request } of open) {
      const toMs = request.timeout ? request.endMs + 2 * LONGEST_WAIT_MS : request.endMs + 5 * SECOND_MS;
      tasks.push(...this.neighbours(request.functionName, request.startMs - 5 * SECOND_MS, toMs));
    }
    if (gateways.length === 0) {
      for (const { functionName, startMs, endMs } of orphans) {
        const longest = (endMs ?? startMs) - startMs > LONGEST_WAIT_MS - 5 * SECOND_MS;
        const callers = this.stagesOf(functionName).filter((stage) => longest || !told(stage));
        if (callers.length === 0) continue;
        const toMs = Math.max(endMs ?? startMs, startMs + (longest ? LONGEST_WAIT_MS : 0)) + 5 * SECOND_MS;
        tasks.push(...this.neighbours(functionName, startMs - 5 * SECOND_MS, toMs));
      }
    }
    for (const { stage } of gateways) {
      const known = this.stages.find(({ key }) => key === stage);
      if (known === undefined || known.routes !== null) continue;
      tasks.push({
        key: `routes ${stage}`,
        run: async () => {
          const read = await withRoutes(this.view, known);
          this.stages = this.stages.map((one) => (one.key === stage ? read : one));
        },
      });
    }
    return tasks;
  }

  private neighbours(functionName: string, fromMs: number, toMs: number): readonly Task[] {
    const accessGroups = this.stagesOf(functionName).flatMap((stage) => stage.accessGroups);
    const readings: readonly GroupReading[] = [
      ...this.groupsOf([functionName]).map((group) => ({
        group,
        fromMs: fromMs - LONGEST_WAIT_MS,
        toMs,
        texts: ["START RequestId", "REPORT RequestId", "platform.start", "platform.report"],
      })),
      ...accessGroups.map((group) => ({
        group,
        fromMs: fromMs - LONGEST_WAIT_MS,
        toMs: toMs + LONGEST_WAIT_MS,
        texts: null,
      })),
    ];
    return readings.map((reading) => ({
      key: `neighbours ${reading.group} ${Math.floor(fromMs)}`,
      run: () => this.read(reading),
    }));
  }

  private async read(asked: GroupReading): Promise<void> {
    const clipped = { ...asked, toMs: Math.min(asked.toMs, this.view.nowMs + MINUTE_MS) };
    if (clipped.toMs <= clipped.fromMs) return;
    this.readings.push(await readGroupEvents(this.view, clipped, (events) => this.store.add(events)));
  }

  private stagesOf(functionName: string): readonly KnownStage[] {
    return this.stages.filter(
      ({ routes }) => routes === null || routes.some((route) => route.functionName === functionName),
    );
  }

  private groupsOf(names: readonly string[]): readonly string[] {
    return [...new Set(names)].map(
      (name) => this.input.lists.functions.find((fn) => fn.name === name)?.logGroup ?? `/aws/lambda/${name}`,
    );
  }

  private timeoutOf(group: string): number {
    const owners = this.input.lists.functions.filter((fn) => fn.logGroup === group);
    return Math.max(3 * SECOND_MS, ...owners.map(({ timeoutMs }) => timeoutMs));
  }

  private functionGroups(): readonly string[] {
    const all = new Set(this.input.groups);
    return [...new Set(this.input.lists.functions.map(({ logGroup }) => logGroup))].filter((group) =>
      all.has(group),
    );
  }

  /** Logs of these stages; of all when none is named. */
  private stageGroups(keys: readonly string[]): readonly string[] {
    const named = this.stages.filter(({ key }) => keys.includes(key));
    return [...new Set((named.length > 0 ? named : this.stages).flatMap(groupsOfStage))];
  }

  /** The function behind the route that a request took. */
  private functionBehind(gateway: GatewayRequest): string | null {
    const stage = this.stageFacts().get(gateway.stage);
    return stage === undefined ? null : functionNameOf(gateway, stage);
  }

  /** Logs that may name a trace. */
  private tracedGroups(): readonly string[] {
    const stages = this.stages.filter(
      ({ stage, format }) => stage.tracing === true || (format?.names ?? []).includes("xrayTraceId"),
    );
    return [...new Set([...this.functionGroups(), ...stages.flatMap(groupsOfStage)])];
  }

  private allGroups(): readonly string[] {
    return [...new Set([...this.input.groups, ...this.stageGroups([])])];
  }

  private keepFailure(error: unknown): void {
    const failure = failureIn(error);
    if (failure === null) throw error;
    this.failures.push(failure);
  }
}

function groupsOfStage({ accessGroups, executionGroup }: KnownStage): readonly string[] {
  return executionGroup === null ? accessGroups : [...accessGroups, executionGroup];
}

/** Whether all lines of `wanted` were read; at its begin a part that holds no lines of it need not be. */
function covers(read: GroupReading, wanted: GroupReading, slackMs: number): boolean {
  return (
    read.group === wanted.group &&
    (wanted.streams ?? []).every((stream) => read.streams?.includes(stream)) &&
    read.fromMs <= wanted.fromMs + slackMs &&
    read.toMs >= wanted.toMs
  );
}

function told({ format }: KnownStage): boolean {
  return namesIntegration({ variables: format?.names ?? [] });
}

function textsOf({ kind, id }: IdRef): readonly string[] {
  return kind === "trace" ? [id, w3cTraceId(id)] : [id];
}
