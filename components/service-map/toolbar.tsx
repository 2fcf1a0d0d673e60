"use client";

import { ArrowLeftRight, Download, Search } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { useDraft } from "@/components/view/use-draft";
import type { Health } from "@/lib/model/views/common";
import { MOST_HOPS, mapViews, type ServiceMapParams } from "@/lib/url/service-map";

interface ToolbarProps {
  readonly state: ServiceMapParams;
  readonly found: number;
  /** Name of the service around which the map is cut. */
  readonly focusName: string | null;
  readonly pending: boolean;
  readonly onChange: (changes: Partial<ServiceMapParams>, how?: "push" | "replace") => void;
  readonly onCompare: (compare: boolean) => void;
  readonly onExport: ((format: "svg" | "png") => void) | null;
}

const viewLabels = { map: "Map", table: "Table" } as const;

const healthOptions: readonly {
  readonly value: string;
  readonly label: string;
  readonly health: readonly Health[];
}[] = [
  { value: "all", label: "Any health", health: [] },
  { value: "failing", label: "Failing", health: ["warning", "critical"] },
  { value: "critical", label: "Critical", health: ["critical"] },
  { value: "unknown", label: "No data", health: ["unknown"] },
  { value: "ok", label: "Healthy", health: ["ok"] },
];

const TYPING_MS = 250;

export function Toolbar({ state, found, focusName, pending, onChange, onCompare, onExport }: ToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b px-3 py-2">
      <SearchBox query={state.query} found={found} onChange={(query) => onChange({ query }, "replace")} />
      <Select
        label="Health"
        value={healthOptions.find(({ health }) => sameSet(health, state.health))?.value ?? "all"}
        options={healthOptions.map(({ value, label }) => ({ value, label }))}
        onChange={(value) =>
          onChange({ health: healthOptions.find((one) => one.value === value)?.health ?? [] })
        }
      />
      <Button
        aria-pressed={state.compare}
        disabled={pending}
        className={cn(state.compare && "bg-hover")}
        onClick={() => onCompare(!state.compare)}
      >
        <ArrowLeftRight aria-hidden />
        Compare with before
      </Button>
      {focusName === null ? null : (
        <FocusControl
          name={focusName}
          hops={state.hops}
          onHops={(hops) => onChange({ hops })}
          onEnd={() => onChange({ focus: null, hops: 1 })}
        />
      )}
      <div className="ml-auto flex items-center gap-2">
        {onExport === null ? null : (
          <>
            <Button aria-label="Download as SVG" onClick={() => onExport("svg")}>
              <Download aria-hidden />
              SVG
            </Button>
            <Button aria-label="Download as PNG" onClick={() => onExport("png")}>
              PNG
            </Button>
          </>
        )}
        <Segmented
          label="View"
          value={state.view}
          options={mapViews.map((value) => ({ value, label: viewLabels[value] }))}
          onChange={(view) => onChange({ view })}
        />
      </div>
    </div>
  );
}

function SearchBox({
  query,
  found,
  onChange,
}: {
  readonly query: string;
  readonly found: number;
  readonly onChange: (query: string) => void;
}): ReactNode {
  const { draft: text, setDraft: setText, focus } = useDraft(query);
  useEffect(() => {
    if (text === query) return;
    const timer = setTimeout(() => onChange(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, query, onChange]);
  return (
    <label className="flex h-8 items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 focus-within:outline-2 focus-within:outline-focus">
      <Search className="size-4 text-ink-3" aria-hidden />
      <input
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        {...focus}
        placeholder="Find a service"
        aria-label="Find a service"
        className="w-40 bg-transparent text-sm outline-none placeholder:text-ink-3"
      />
      <output className="text-ink-3 text-xs">{query === "" ? "" : `${found} found`}</output>
    </label>
  );
}

function FocusControl({
  name,
  hops,
  onHops,
  onEnd,
}: {
  readonly name: string;
  readonly hops: number;
  readonly onHops: (hops: number) => void;
  readonly onEnd: () => void;
}) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Select
        label={`Hops around ${name}`}
        value={String(hops)}
        options={[1, 2, 3, MOST_HOPS].map((value) => ({
          value: String(value),
          label:
            value === MOST_HOPS
              ? `all joined with ${name}`
              : `${value} ${value === 1 ? "hop" : "hops"} around ${name}`,
        }))}
        onChange={(value) => onHops(Number(value))}
      />
      <Button variant="ghost" onClick={onEnd}>
        Whole map
      </Button>
    </span>
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
