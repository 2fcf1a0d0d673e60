import "server-only";
import {
  BatchGetTracesCommand,
  CancelTraceRetrievalCommand,
  GetServiceGraphCommand,
  GetTraceSegmentDestinationCommand,
  GetTraceSummariesCommand,
  ListRetrievedTracesCommand,
  StartTraceRetrievalCommand,
} from "@aws-sdk/client-xray";
import type { CallScope } from "@/lib/aws/call-scope";
import { xrayClient } from "@/lib/aws/clients";
import type { Probe } from "@/lib/aws/probe-kinds";
import { SECOND_MS } from "@/lib/base/time";

/** Of the time asked about, and of no request: the random part of a trace id is never zero. */
function noTrace({ nowMs }: CallScope): string {
  const seconds = Math.floor(nowMs / SECOND_MS).toString(16);
  return `1-${seconds.padStart(8, "0")}-${"0".repeat(24)}`;
}

function lastSecond({ nowMs }: CallScope) {
  return { StartTime: new Date(nowMs - SECOND_MS), EndTime: new Date(nowMs) };
}

/** Rights in X-Ray are on everything or nothing, so they are looked at before what is asked for. */
const proves = ["not-found", "invalid"] as const;

const NO_RETRIEVAL = "lambdascope-permission-check";

export const xrayProbes = {
  "xray.GetTraceSummaries": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        await xrayClient(scope).send(new GetTraceSummariesCommand(lastSecond(scope)), { abortSignal });
        return {};
      },
    }),
  },
  "xray.BatchGetTraces": {
    proves,
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        const command = new BatchGetTracesCommand({ TraceIds: [noTrace(scope)] });
        await xrayClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
  "xray.GetServiceGraph": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        await xrayClient(scope).send(new GetServiceGraphCommand(lastSecond(scope)), { abortSignal });
        return {};
      },
    }),
  },
  "xray.GetTraceSegmentDestination": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        await xrayClient(scope).send(new GetTraceSegmentDestinationCommand({}), { abortSignal });
        return {};
      },
    }),
  },
  // Refused as invalid where Transaction Search is off.
  "xray.StartTraceRetrieval": {
    proves,
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        const command = new StartTraceRetrievalCommand({
          TraceIds: [noTrace(scope)],
          ...lastSecond(scope),
        });
        const { RetrievalToken: retrievalToken } = await xrayClient(scope).send(command, { abortSignal });
        return retrievalToken === undefined ? {} : { retrievalToken };
      },
    }),
  },
  "xray.ListRetrievedTraces": {
    proves,
    after: ["xray.StartTraceRetrieval"],
    ask: (scope, { retrievalToken = NO_RETRIEVAL }) => ({
      on: null,
      send: async (abortSignal) => {
        const command = new ListRetrievedTracesCommand({ RetrievalToken: retrievalToken });
        await xrayClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
  "xray.CancelTraceRetrieval": {
    proves,
    after: ["xray.StartTraceRetrieval", "xray.ListRetrievedTraces"],
    ask: (scope, { retrievalToken = NO_RETRIEVAL }) => ({
      on: null,
      send: async (abortSignal) => {
        const command = new CancelTraceRetrievalCommand({ RetrievalToken: retrievalToken });
        await xrayClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
} as const satisfies Record<string, Probe>;
