import { PanelState } from "@/components/panel/panel-state";
import { Badge } from "@/components/ui/badge";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { EventSource } from "@/lib/model/views/function";

export function EventSourcesPanel({ panel }: { readonly panel: PanelData<readonly EventSource[]> }) {
  return (
    <Panel title="Event sources">
      <PanelState panel={panel}>
        {(sources) =>
          sources.length === 0 ? (
            <p className="border-line border-t px-4 py-3 text-ink-3">
              No event source mappings. APIs, schedules and other services call the function without one.
            </p>
          ) : (
            <ul className="divide-y divide-line border-line border-t">
              {sources.map((source) => (
                <li key={source.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
                  <Badge>{source.service}</Badge>
                  <Mono text={source.arn} />
                  <span className="ml-auto text-ink-2">
                    {source.state}
                    {source.batchSize !== null ? `, batches of ${source.batchSize}` : ""}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </PanelState>
    </Panel>
  );
}

export function EventSourcesSkeleton() {
  return (
    <Panel title="Event sources">
      <div className="border-line border-t">
        <TableSkeleton rows={1} label="Loading event sources" />
      </div>
    </Panel>
  );
}
