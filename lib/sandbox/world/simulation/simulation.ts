import type { Shop } from "@/lib/sandbox/world/definitions";
import type { IncidentSchedule } from "@/lib/sandbox/world/incidents";
import type { Records } from "@/lib/sandbox/world/records/records";
import { deliver, drop, scheduleDelivery } from "@/lib/sandbox/world/simulation/async-delivery";
import type { SimulationContext } from "@/lib/sandbox/world/simulation/context";
import { EventQueue } from "@/lib/sandbox/world/simulation/event-queue";
import { event } from "@/lib/sandbox/world/simulation/events";
import { FRONT_MS, Gateway } from "@/lib/sandbox/world/simulation/gateway";
import { type Call, LambdaService, type Placed, START_DELAY_MS } from "@/lib/sandbox/world/simulation/lambda";
import { MessageQueue } from "@/lib/sandbox/world/simulation/message-queue";
import { integer, mix } from "@/lib/sandbox/world/simulation/random";
import { type Source, sourcesOf } from "@/lib/sandbox/world/simulation/sources";
import { Stream } from "@/lib/sandbox/world/simulation/stream";
import { Traffic } from "@/lib/sandbox/world/simulation/traffic";

const CLICKS_PER_REQUEST = 2;

/**
 * The event loop. Events happen strictly in order of time (and of scheduling within one instant), so the records up
 * to an instant are the same however the way there is cut into steps.
 */
export class Simulation {
  readonly #context: SimulationContext;
  readonly #records: Records;
  readonly #queue = new EventQueue();
  readonly #sources: readonly Source[];
  readonly #gateways: readonly Gateway[];
  readonly #messageQueues: readonly MessageQueue[];
  readonly #streams: readonly Stream[];
  readonly #queueOfFunction: ReadonlyMap<number, number>;

  constructor(
    shop: Shop,
    records: Records,
    incidents: IncidentSchedule,
    incidentsHappen: boolean,
    startMs: number,
  ) {
    const lambda = new LambdaService(shop, records, incidents);
    const traffic = new Traffic(shop.seed, shop.rhythm);
    this.#records = records;
    this.#context = {
      shop,
      records,
      incidents,
      queue: this.#queue,
      lambda,
      traffic,
      run: (call) => this.#run(call),
    };
    this.#gateways = shop.apis.map((api) => new Gateway(api));
    const queues = shop.eventSources.filter((source) => source.kind === "sqs");
    this.#messageQueues = queues.map(
      (source, number) => new MessageQueue(number, source.functionIndex, source.batchSize),
    );
    this.#queueOfFunction = new Map(queues.map((source, number) => [source.functionIndex, number]));
    const clicks = shop.requestsPerSecond * CLICKS_PER_REQUEST;
    this.#streams = shop.eventSources
      .filter((source) => source.kind === "kinesis" && clicks > 0)
      .map((source, number) => new Stream(number, source.functionIndex, source.batchSize, clicks, startMs));
    this.#sources = sourcesOf(shop, incidents, incidentsHappen, traffic);
    this.#begin(shop, startMs);
  }

  /** Lets everything happen up to and including `untilMs`. */
  advance(untilMs: number): void {
    while (this.#queue.nextTime() <= untilMs) this.#queue.take(this.#handle);
  }

  #begin(shop: Shop, startMs: number): void {
    this.#sources.forEach((source, number) => {
      this.#queue.schedule(source.next(startMs + FRONT_MS), event.source, number);
    });
    this.#streams.forEach((_, number) => {
      this.#queue.schedule(startMs + 5_000, event.poll, number);
    });
    for (const { def } of shop.functions) {
      for (let i = 0; i < (def.provisionedConcurrency?.count ?? 0); i++) {
        this.#queue.schedule(startMs, event.provision, def.index);
      }
    }
  }

  readonly #handle = (
    kind: number,
    atMs: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
  ): void => {
    const context = this.#context;
    switch (kind) {
      case event.source:
        this.#fire(atMs, a);
        break;
      case event.authorized:
        this.#gateways[this.#records.requests.api(a)]?.integrate(context, atMs, a, b);
        break;
      case event.deliver:
        deliver(context, atMs, a, b, c, d, e);
        break;
      case event.message:
        this.#messageQueues[a]?.accept(context, atMs, b);
        break;
      case event.receive:
        this.#messageQueues[a]?.receive(context, atMs);
        break;
      case event.visible:
        this.#messageQueues[a]?.reveal(context, atMs, b);
        break;
      case event.started:
        this.#started(a);
        break;
      case event.poll:
        this.#streams[a]?.poll(context, atMs);
        break;
      case event.provision:
        this.#queue.schedule(Math.ceil(context.lambda.startProvisioned(a, atMs)), event.provision, a);
        break;
      case event.dropped:
        drop(context, atMs, a, e);
        break;
    }
  };

  #fire(atMs: number, number: number): void {
    const source = this.#sources[number];
    if (source === undefined) return;
    this.#queue.schedule(source.next(atMs), event.source, number);
    const { target } = source;
    switch (target.kind) {
      case "api":
        this.#gateways[target.api]?.receive(this.#context, atMs, target.route);
        break;
      case "event":
        scheduleDelivery(
          this.#context,
          atMs + integer(mix(this.#context.shop.seed, number), Math.floor(atMs), 12, 60),
          target.functionIndex,
          target.trigger,
          -1,
          atMs,
        );
        break;
      case "direct":
        this.#run({
          functionIndex: target.functionIndex,
          trigger: "direct",
          atMs,
          request: -1,
          parents: [],
          attempt: 1,
          firstAttempt: -1,
          batchSize: 1,
          queuedMs: 0,
        });
        break;
    }
  }

  #run(call: Call): Placed | undefined {
    const placed = this.#context.lambda.invoke(call);
    if (placed === undefined) return undefined;
    const startMs = this.#records.invocations.startMs(placed.invocation);
    // A warm START follows its arrival at once; a cold one waits on the calendar, to keep the index in order.
    if (startMs - START_DELAY_MS <= call.atMs) this.#started(placed.invocation);
    else this.#queue.schedule(startMs - START_DELAY_MS, event.started, placed.invocation);
    this.#publish(placed, startMs);
    return placed;
  }

  #started(invocation: number): void {
    const { invocations, invocationsByFunction } = this.#records;
    invocationsByFunction[invocations.functionIndex(invocation)]?.push(invocation);
  }

  #publish(placed: Placed, startMs: number): void {
    const endMs = this.#records.invocations.endMs(placed.invocation);
    for (const call of placed.plan.calls) {
      const { triggers } = call.model.blueprint;
      if (triggers === undefined || call.model.target < 0 || call.result !== "ok") continue;
      const sentMs = startMs + placed.handlerOffsetMs + call.offsetMs + call.durationMs;
      if (sentMs > endMs) continue;
      this.#send(triggers.via, call.model.target, placed.invocation, Math.ceil(sentMs));
    }
  }

  #send(via: "sns" | "sqs" | "async", functionIndex: number, publisher: number, sentMs: number): void {
    if (via === "sqs") {
      const queue = this.#queueOfFunction.get(functionIndex);
      if (queue !== undefined) this.#queue.schedule(sentMs, event.message, queue, publisher);
      return;
    }
    const key = mix(this.#context.shop.seed, 81);
    const delay = via === "sns" ? integer(key, publisher, 25, 140) : integer(key, publisher, 8, 40);
    scheduleDelivery(this.#context, sentMs + delay, functionIndex, via, publisher, sentMs);
  }
}
