"use client";

import { CircleSlash2 } from "lucide-react";
import { type SortColumn, SortTable } from "@/components/cold-starts/sort-table";
import { StoppingCell } from "@/components/cold-starts/stopping-cell";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { ColdStarts, FeltRoute } from "@/lib/model/views/cold-starts";
import { coldStartsPath } from "@/lib/url/cold-starts-path";

const columns: readonly SortColumn<FeltRoute>[] = [
  {
    id: "route",
    header: "Route",
    value: ({ route }) => route,
    cell: ({ route }) => <span className="font-medium">{route}</span>,
  },
  {
    id: "felt",
    header: "Waited",
    hint: "Requests whose function had to be started",
    numeric: true,
    value: ({ felt, joined }) => (joined === 0 ? null : felt),
    cell: ({ felt, joined }) => (joined === 0 ? formatCount(null) : formatCount(felt)),
  },
  {
    id: "joined",
    header: "of requests",
    hint: "Those whose API log names the function's request; all other figures are of them",
    numeric: true,
    value: ({ joined }) => joined,
    cell: ({ joined, requests }) =>
      joined === requests ? formatCount(joined) : `${formatCount(joined)} of ${formatCount(requests)}`,
  },
  {
    id: "rate",
    header: "Share",
    numeric: true,
    value: ({ felt, joined }) => (joined === 0 ? null : felt / joined),
    cell: ({ felt, joined }) => formatRatio(joined === 0 ? null : felt / joined),
  },
  {
    id: "waiting",
    header: "Of their waiting",
    hint: "Cold starts as a share of all the latency of the route",
    numeric: true,
    value: ({ latencyShare }) => latencyShare,
    cell: ({ latencyShare }) => <span className="font-medium">{formatRatio(latencyShare)}</span>,
  },
  {
    id: "p95",
    header: "Latency p95",
    numeric: true,
    value: ({ latencyP95Ms }) => latencyP95Ms,
    cell: ({ latencyP95Ms }) => formatDuration(latencyP95Ms),
  },
  {
    id: "without",
    header: "without them",
    hint: "p95, had nobody waited for an init",
    numeric: true,
    value: ({ latencyP95WithoutMs }) => latencyP95WithoutMs,
    cell: ({ latencyP95WithoutMs }) => formatDuration(latencyP95WithoutMs),
  },
  {
    id: "functions",
    header: "Functions",
    cell: ({ functions }) => (
      <span className="flex gap-2">
        {functions.map((name) => (
          <ViewLink key={name} path={coldStartsPath([name])} className="text-ink-2 hover:underline">
            {name}
          </ViewLink>
        ))}
      </span>
    ),
  },
  {
    id: "stopping",
    header: "To stop them, a month",
    hint: "Provisioned concurrency that removes nine in ten, net of what running costs less then",
    numeric: true,
    value: ({ felt, stopping }) =>
      felt === 0 ? null : (stopping?.netMonthlyUsd ?? stopping?.monthlyUsd ?? null),
    cell: ({ route, joined, felt, stopping }) =>
      joined > 0 && felt === 0 ? (
        <span className="text-ink-3">nothing to stop</span>
      ) : (
        <StoppingCell route={route} stopping={joined === 0 ? null : stopping} />
      ),
  },
];

/** Which route's users felt cold starts. */
export function RoutesPanel({ told }: { readonly told: ColdStarts }) {
  const { routes, routesMissing } = told;
  return (
    <Panel title="Routes" id="routes" hint={routes === null ? undefined : formatCount(routes.length)}>
      {routes === null || routes.length === 0 ? (
        <Notice
          icon={CircleSlash2}
          tone="neutral"
          title={routes === null ? "Not read" : "No requests to APIs"}
          nextStep={
            routes === null ? "Read the lines of a shorter window, or choose all functions." : undefined
          }
        >
          {routes === null
            ? "Which users waited is known where the logs of APIs are read too."
            : "No stage of an API logged a request in this window, or none logs at all."}
        </Notice>
      ) : (
        <SortTable
          label="Cold starts by route"
          testId="cold-routes"
          param="routeSort"
          columns={columns}
          rows={routes}
          keyOf={({ route }) => route}
        />
      )}
      {routesMissing.length > 0 ? (
        <p className="border-line border-t px-4 py-2 text-warning text-xs">
          Left out, because their logs were not read whole or do not name the function’s request:{" "}
          {routesMissing.join(", ")}.
        </p>
      ) : null}
    </Panel>
  );
}
