import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import { formatRatio } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { Alias } from "@/lib/model/views/function";

export function AliasesPanel({ panel }: { readonly panel: PanelData<readonly Alias[]> }) {
  return (
    <Panel title="Aliases">
      <PanelState panel={panel}>
        {(aliases) =>
          aliases.length === 0 ? (
            <p className="border-line border-t px-4 py-3 text-ink-3">
              No aliases: callers use $LATEST or a version.
            </p>
          ) : (
            <ul className="divide-y divide-line border-line border-t">
              {aliases.map((alias) => (
                <li key={alias.name} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
                  <span className="w-24 shrink-0 font-medium">{alias.name}</span>
                  <AliasBar alias={alias} />
                  <span className="text-ink-2">
                    {alias.versions
                      .map((one) => `version ${one.version} ${formatRatio(one.weight)}`)
                      .join(" · ")}
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

/** The split drawn to scale; the text beside it says the same. */
function AliasBar({ alias }: { readonly alias: Alias }) {
  return (
    <span aria-hidden className="flex h-2 w-32 overflow-hidden rounded-sm">
      {alias.versions.map((one, index) => (
        <span
          key={one.version}
          style={{ width: `${one.weight * 100}%`, background: `var(--series-${(index % 6) + 1})` }}
        />
      ))}
    </span>
  );
}

export function AliasesSkeleton() {
  return (
    <Panel title="Aliases">
      <div className="border-line border-t">
        <TableSkeleton rows={1} label="Loading aliases" />
      </div>
    </Panel>
  );
}
