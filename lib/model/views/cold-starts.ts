import { z } from "zod";
import { failureSchema } from "@/lib/model/failure";
import { metaSchema } from "@/lib/model/views/common";

export const initSummarySchema = z.object({
  /** STARTs in the window; those still running are among them. */
  invocations: z.number(),
  counts: z.object({
    /** A request waited for an init that went well. */
    onDemand: z.number(),
    snapStartRestore: z.number(),
    /** Started ahead by provisioned concurrency; nobody waited. */
    provisioned: z.number(),
    /** Started by the service with no request waiting. */
    proactive: z.number(),
    /** A request waited for an init that failed. */
    failed: z.number(),
    /** What was read does not tell. */
    unknown: z.number(),
    /** Invocations that repeated an init inside their Duration. */
    suppressed: z.number(),
    /** Environments in which nothing was invoked as far as was read; counted among their kinds too. */
    unused: z.number(),
  }),
  /** Invocations that waited for an init or a restore. */
  felt: z.number(),
  /** felt ÷ invocations, 0–1. */
  feltRate: z.number().nullable(),
  initSumMs: z.number(),
  restoreSumMs: z.number(),
  initP50Ms: z.number().nullable(),
  initP95Ms: z.number().nullable(),
  initP99Ms: z.number().nullable(),
  histogram: z
    .array(z.object({ fromMs: z.number(), toMs: z.number().nullable(), count: z.number() }))
    .readonly(),
  /** What Billed Duration contains already: never to be added to it. */
  billedInitMs: z.number(),
  /** Felt inits of which the lines do not say what was billed. */
  billedInitUnknown: z.number(),
  billedInitUsd: z.number().nullable(),
});

const partSchema = z.object({ key: z.string(), summary: initSummarySchema });

export const idleSchema = z.object({
  bins: z
    .array(
      z.object({
        /** Idle time between. */
        fromMs: z.number(),
        toMs: z.number(),
        survived: z.number(),
        gone: z.number(),
        /** Of a cold start after such an idle time, 0–1; null: it never came to that. */
        chance: z.number().nullable(),
      }),
    )
    .readonly(),
  timeout: z
    .object({
      atLeastMs: z.number(),
      atMostMs: z.number().nullable(),
      /** null: not seen, or too far apart to name a figure. */
      estimateMs: z.number().nullable(),
    })
    .nullable(),
});

export const lifetimesSchema = z.object({
  /** Environments with a line in the window, or alive across it. */
  environments: z.number(),
  /** Of these the ones whose begin or end was not seen: they live at least as long as these figures say. */
  cut: z.number(),
  /** From an environment's first line to its last or to the end of the window, cut ones included. null: there is none. */
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  maxMs: z.number().nullable(),
  /** Alive in the window, at least so many. */
  alivePeak: z.number(),
  aliveMean: z.number(),
  /** null: none was invoked in the window. */
  invocationsPerEnvironment: z.number().nullable(),
});

const provisionedStepSchema = z.object({
  concurrency: z.number(),
  removed: z.number(),
  /** Of the felt cold starts of the window, 0–1. */
  removedShare: z.number(),
  /** Keeping them ready for 730 hours; null without a price. Duration is billed on top. */
  monthlyUsd: z.number().nullable(),
  /** Less for running, of the window's traffic scaled to 730 hours: the lower price of duration, and inits not billed. */
  onDemandSavedUsd: z.number().nullable(),
  /** All compute of the function for 730 hours: with what is configured now, and with this size. */
  monthlyNowUsd: z.number().nullable(),
  monthlyThenUsd: z.number().nullable(),
  /** Then less now; below 0 it pays. null: a price, or what is configured now, is not known. */
  netMonthlyUsd: z.number().nullable(),
});

/** Why, and what would help: only from the lines themselves, one by one. */
export const explainedSchema = z.object({
  idle: idleSchema,
  causes: z.object({ burst: z.number(), idle: z.number(), deployment: z.number(), first: z.number() }),
  /** Calls that come on a beat of whole minutes, as a warm-up's do, and the others; null: there is no beat. */
  regular: z
    .object({
      everyMs: z.number(),
      calls: z.number(),
      /** Of the calls on the beat the ones that waited for an init. */
      felt: z.number(),
      otherCalls: z.number(),
      otherFelt: z.number(),
    })
    .nullable(),
  /** Duration of invocations whose REPORT was read, inits not in it; null: none. */
  durationP50Ms: z.number().nullable(),
  /** Provisioned concurrency by size, up to the one that removes all; empty: none was felt. */
  provisioned: z.array(provisionedStepSchema).readonly(),
});

/** What a felt cold start consisted of, from the traces of some. X-Ray samples: they stand for the others, no more. */
export const initPartsSchema = z.object({
  /** Felt cold starts of the window with a REPORT. */
  coldStarts: z.number(),
  /** Of these the ones that X-Ray sampled. */
  sampled: z.number(),
  /** Newest of these that were read and tell both parts; synchronous calls alone do. At most 20 are read. */
  traces: z.number(),
  /** From the acceptance of the request to the begin of the init: the service finds an environment and brings the code there. null: no trace. */
  placementP50Ms: z.number().nullable(),
  placementP95Ms: z.number().nullable(),
  /** The init itself: runtime, extensions and the code outside of the handler; or the restore. */
  ownP50Ms: z.number().nullable(),
  ownP95Ms: z.number().nullable(),
});

/** One thing that may help a function, only with figures of the window. */
export const adviceSchema = z.object({
  /** nothing: it is not worth it. */
  kind: z.enum(["provisioned", "snap-start", "package", "memory", "warm-up", "nothing"]),
  text: z.string(),
  /** The figures that it rests on, in words. */
  evidence: z.string(),
  /** Felt cold starts of the window that would not have been, and their share of all, 0–1. null: none, or it cannot be told. */
  removes: z.object({ count: z.number(), share: z.number() }).nullable(),
  /** Change of the bill for 730 hours at the window's traffic, below 0 it saves; null: no price, or it cannot be told. */
  monthlyUsd: z.number().nullable(),
  /** What the data cannot tell about it. */
  unknowable: z.string().nullable(),
});

export const coldFunctionSchema = z.object({
  name: z.string(),
  /**
   * known: its lines tell. partial: a part of them was not read, so that figures are too low.
   * unknown: they do not tell, which is not zero; `reason` says why.
   */
  state: z.enum(["known", "partial", "unknown"]),
  reason: z.string().nullable(),
  /** null: not in the configuration. */
  runtime: z.string().nullable(),
  memoryMb: z.number().nullable(),
  architecture: z.string().nullable(),
  codeSizeBytes: z.number().nullable(),
  vpc: z.boolean().nullable(),
  snapStart: z.boolean().nullable(),
  /** Environments that provisioned concurrency keeps ready now, over all versions; null: not asked (only by lines), or not permitted. */
  provisionedNow: z.number().nullable(),
  /** Invocations by the Lambda metric, whatever was read of the lines; null: no datapoint, or not permitted. */
  invocationsByMetric: z.number().nullable(),
  /**
   * Share of these that waited for an init, 0–1: both ends are equal where all lines were read, else it lies between
   * them. `atLeast` null: nothing is known from below, which is not zero. null: no lines, or no metric.
   */
  rateByMetric: z.object({ atLeast: z.number().nullable(), atMost: z.number() }).nullable(),
  /** null where unknown. */
  summary: initSummarySchema.nullable(),
  /** null where unknown. */
  lifetimes: lifetimesSchema.nullable(),
  /**
   * What its lines of the window say of limits; where the state is `partial`, at least so much. A figure is null where no
   * REPORT says it, and all of it where unknown.
   */
  limits: z
    .object({
      /** Largest Max Memory Used of a REPORT, and the Memory Size of the environment that used so much. */
      maxMemoryUsedMb: z.number().nullable(),
      memorySizeMb: z.number().nullable(),
      /** Invocations that were killed for lack of memory. */
      outOfMemory: z.number().nullable(),
      /** Responses that Lambda refused for their size. */
      payloadErrors: z.number().nullable(),
    })
    .nullable(),
  /** null by Logs Insights, and where unknown. */
  explained: explainedSchema.nullable(),
  /** null: not asked, which takes one function alone (`fn`) and its lines; or unknown. */
  initParts: initPartsSchema.nullable(),
  /** What removes most first. By Logs Insights without what needs the lines one by one. null where unknown; empty: it is not known whether requests waited. */
  advice: z.array(adviceSchema).readonly().nullable(),
});

const stoppingStepSchema = z.object({
  functionName: z.string(),
  /** Environments to keep ready. */
  concurrency: z.number(),
  /** Of the felt cold starts of the function, whoever called it, 0–1: at least 0.9. */
  removedShare: z.number(),
  /** As in the function's `provisioned`. */
  monthlyUsd: z.number().nullable(),
  onDemandSavedUsd: z.number().nullable(),
  netMonthlyUsd: z.number().nullable(),
});

export const feltRouteSchema = z.object({
  /** API, stage, method and resource. */
  route: z.string(),
  /** Names of the functions behind it. */
  functions: z.array(z.string()).readonly(),
  /**
   * Provisioned concurrency for those of them with felt cold starts, and the sums; a sum is null where one of them has no
   * price. null: not known of one of them.
   */
  stopping: z
    .object({
      functions: z.array(stoppingStepSchema).readonly(),
      /**
       * By Logs Insights, from the metric of concurrent executions: sizes are enough, perhaps more than needed, and what
       * running would cost is not known.
       */
      atMost: z.boolean(),
      monthlyUsd: z.number().nullable(),
      onDemandSavedUsd: z.number().nullable(),
      netMonthlyUsd: z.number().nullable(),
    })
    .nullable(),
  requests: z.number(),
  /** Of these with a latency and the request id of a function that was read of: the other figures are of them. */
  joined: z.number(),
  felt: z.number(),
  waitedMs: z.number(),
  /** Of all their latency, 0–1; null: nothing joined. */
  latencyShare: z.number().nullable(),
  latencyP95Ms: z.number().nullable(),
  /** Had nobody waited for an init. */
  latencyP95WithoutMs: z.number().nullable(),
});

/** `/api/cold-starts`. */
export const coldStartsSchema = z.object({
  meta: metaSchema,
  /** Why AWS's answers are missing; `meta.incomplete` says the same in words. */
  failures: z.array(failureSchema).readonly(),
  by: z.enum(["lines", "insights"]),
  /** needs-consent: Logs Insights was not asked yet, see `estimate`; ask again with `consent=true`. */
  state: z.enum(["needs-consent", "complete"]),
  /** Of the query; null by lines. */
  estimate: z
    .object({ bytes: z.number().nullable(), costUsd: z.number().nullable(), pricesAsOf: z.string() })
    .nullable(),
  /** null by lines. */
  bytesScanned: z.number().nullable(),
  /** null by Logs Insights. */
  eventsRead: z.number().nullable(),
  /** Of the prices by which inits and provisioned concurrency are valued. */
  pricesAsOf: z.string(),
  /** All functions whose lines tell. */
  total: initSummarySchema,
  /** Most felt first. */
  functions: z.array(coldFunctionSchema),
  /** The same inits by other properties, most felt first. */
  parts: z.object({
    version: z.array(partSchema).readonly(),
    runtime: z.array(partSchema).readonly(),
    memory: z.array(partSchema).readonly(),
    architecture: z.array(partSchema).readonly(),
    packageSize: z.array(partSchema).readonly(),
    vpc: z.array(partSchema).readonly(),
  }),
  /** Largest share first. null: not asked for (`routes=true`), or not by lines. */
  routes: z.array(feltRouteSchema).readonly().nullable(),
  /** Stages whose logs were not read whole: their routes are left out. */
  routesMissing: z.array(z.string()).readonly(),
  binMs: z.number(),
  overTime: z
    .array(
      z.object({
        fromMs: z.number(),
        felt: z.number(),
        notFelt: z.number(),
        unknown: z.number(),
        /** Environments alive at least. */
        environments: z.number(),
      }),
    )
    .readonly(),
});
export type ColdStarts = z.infer<typeof coldStartsSchema>;
export type FeltRoute = z.infer<typeof feltRouteSchema>;
export type ColdFunction = z.infer<typeof coldFunctionSchema>;
