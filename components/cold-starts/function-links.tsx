"use client";

import { ChartScatter, ScrollText, SquareFunction } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { ViewLink } from "@/components/view/view-link";
import { sourceKey } from "@/lib/url/log-sources";
import { logsSearch, noFilters, parseLogs } from "@/lib/url/logs";
import { tracesPath } from "@/lib/url/traces";
import { functionPath } from "@/lib/url/view-params";

/** From one function's cold starts to those very requests, and to the function itself. */
export function FunctionLinks({ name }: { readonly name: string }) {
  const source = { kind: "function", name } as const;
  const logs = logsSearch({
    ...parseLogs({ src: sourceKey(source) }),
    filters: { ...noFilters, cold: true },
  });
  return (
    <nav aria-label={`More of ${name}`} className="flex flex-wrap items-center gap-2">
      <ViewLink path={`/logs?${new URLSearchParams(logs)}`} className={buttonClass("outline", "sm")}>
        <ScrollText aria-hidden />
        Cold requests in Logs
      </ViewLink>
      <ViewLink
        path={tracesPath(`service("${name}")`, "cold")}
        className={buttonClass("outline", "sm")}
        title="Traces in which a request waited for a function to start, as their documents tell"
      >
        <ChartScatter aria-hidden />
        Cold traces
      </ViewLink>
      <ViewLink path={functionPath(name)} className={buttonClass("outline", "sm")}>
        <SquareFunction aria-hidden />
        Function
      </ViewLink>
    </nav>
  );
}
