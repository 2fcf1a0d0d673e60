"use client";

import { ChevronsDownUp, ChevronsUpDown, Search, ZoomOut } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Segmented } from "@/components/ui/segmented";
import type { TraceScreenView } from "@/lib/url/trace-screen";

const views = [
  { value: "waterfall", label: "Waterfall" },
  { value: "table", label: "Table" },
  { value: "flame", label: "Flame graph" },
] as const;

interface TraceToolbarProps {
  readonly view: TraceScreenView;
  readonly onView: (view: TraceScreenView) => void;
  readonly find: string;
  readonly onFind: (text: string) => void;
  readonly foundCount: number;
  /** Place of the active span among the finds, from 1; 0 when it is none of them. */
  readonly foundAt: number;
  readonly onNext: (step: 1 | -1) => void;
  readonly zoomed: boolean;
  readonly onUnzoom: () => void;
  readonly onFoldAll: () => void;
  readonly onOpenAll: () => void;
}

export function TraceToolbar(props: TraceToolbarProps) {
  const { view, onView, find, onFind, foundCount, foundAt, onNext, zoomed, onUnzoom } = props;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-3 py-2">
      <Segmented label="View" value={view} options={views} onChange={onView} />
      <search className="flex items-center gap-1">
        <span className="relative">
          <Search className="absolute top-1.5 left-2 size-4 text-ink-3" aria-hidden />
          <input
            type="search"
            value={find}
            maxLength={200}
            placeholder="Find spans"
            aria-label="Find spans by name, service, kind, status or ID"
            className="h-7 w-52 rounded-md border border-control-line bg-surface pr-2 pl-8 text-xs placeholder:text-ink-3 max-sm:w-40"
            onChange={(event) => onFind(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") onNext(event.shiftKey ? -1 : 1);
              if (event.key === "Escape") onFind("");
            }}
          />
        </span>
        {find ? (
          <output className="whitespace-nowrap text-ink-3 text-xs">
            {foundCount === 0 ? "no span" : `${foundAt > 0 ? `${foundAt} of ` : ""}${foundCount}`}
          </output>
        ) : null}
      </search>
      <div className="ml-auto flex items-center gap-1">
        {zoomed ? (
          <Button size="sm" onClick={onUnzoom}>
            <ZoomOut aria-hidden />
            Whole trace
          </Button>
        ) : null}
        {view === "waterfall" ? (
          <>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label="Fold all"
              title="Fold all"
              onClick={props.onFoldAll}
            >
              <ChevronsDownUp aria-hidden />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label="Open all"
              title="Open all"
              onClick={props.onOpenAll}
            >
              <ChevronsUpDown aria-hidden />
            </Button>
          </>
        ) : null}
      </div>
    </div>
  );
}

/** The keys of the waterfall, under it. */
export function TraceKeys() {
  return (
    <p className="flex h-9 shrink-0 items-center gap-x-4 overflow-hidden whitespace-nowrap border-line border-t px-4 text-2xs text-ink-3 max-md:hidden">
      <Keys keys={["j", "k"]}>span</Keys>
      <Keys keys={["h", "l"]}>fold, open</Keys>
      <Keys keys={["↵"]}>details</Keys>
      <Keys keys={["o"]}>log lines</Keys>
      <Keys keys={["w", "s"]}>zoom</Keys>
      <Keys keys={["a", "d"]}>move</Keys>
      <Keys keys={["f"]}>fit span</Keys>
      <Keys keys={["0"]}>whole</Keys>
      <Keys keys={["n"]}>next find</Keys>
    </p>
  );
}

function Keys({ keys, children }: { readonly keys: readonly string[]; readonly children: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      {children}
    </span>
  );
}
