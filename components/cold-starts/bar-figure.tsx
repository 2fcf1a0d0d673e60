"use client";

import { ChartColumn, Info, Table2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";

export interface Bar {
  readonly label: string;
  /** Of the axis, 0–1; null: nothing is known here, which is no bar of height 0. */
  readonly height: number | null;
  /** Value, and what it is made of, in words. */
  readonly text: string;
  /** Cells of the table after the label. */
  readonly cells: readonly string[];
}

interface BarFigureProps {
  readonly title: string;
  readonly note: string;
  /** What stands above the bars while none is pointed at. */
  readonly caption: string;
  readonly bars: readonly Bar[];
  /** Heads of the table: the label's, then one a cell. */
  readonly heads: readonly string[];
  /** Written at the top of the axis. */
  readonly top: string;
  readonly axis: readonly [from: string, to: string];
  /** A stretch of the axis that is marked, as shares of its length. */
  readonly mark?: { readonly from: number; readonly to: number; readonly label: string } | null;
  readonly empty: string;
}

/** Bars over an axis that is no time, as tall as the charts beside it; as a table on demand. */
export function BarFigure(props: BarFigureProps) {
  const { title, note, caption, bars, heads } = props;
  const [asTable, setAsTable] = useState(false);
  const [over, setOver] = useState<Bar | null>(null);
  return (
    <figure
      aria-label={title}
      className="flex h-60 min-w-0 flex-col rounded-lg border border-line bg-surface [contain:content]"
    >
      <div className="flex h-10 shrink-0 items-center gap-2 pr-2 pl-4">
        <h2 className="truncate font-semibold text-sm">{title}</h2>
        <Tooltip content={note}>
          <button type="button" aria-label={note} className="text-ink-3">
            <Info className="size-3.5" aria-hidden />
          </button>
        </Tooltip>
        <Button
          variant="ghost"
          size="icon-sm"
          className="ml-auto"
          aria-pressed={asTable}
          aria-label={asTable ? `Show ${title} as chart` : `Show ${title} as table`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
        </Button>
      </div>
      {asTable ? (
        <ScrollRegion label={`${title}, table`} className="min-h-0 grow border-line border-t">
          <Table className="text-xs">
            <thead>
              <tr>
                {heads.map((head, index) => (
                  <Th key={head} numeric={index > 0} className="sticky top-0 z-[1]">
                    {head}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.label}>
                  <Td className="h-7">{bar.label}</Td>
                  {bar.cells.map((cell, index) => (
                    <Td key={heads[index + 1]} numeric className="h-7">
                      {cell}
                    </Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      ) : (
        <>
          <p className="line-clamp-2 min-h-5 shrink-0 px-4 text-2xs text-ink-2">
            {over === null ? caption : `${over.label}: ${over.text}`}
          </p>
          <Bars {...props} onOver={setOver} />
        </>
      )}
    </figure>
  );
}

function Bars({
  bars,
  top,
  axis: [from, to],
  mark = null,
  empty,
  onOver,
}: BarFigureProps & { readonly onOver: (bar: Bar | null) => void }) {
  if (bars.length === 0) return <p className="px-4 pt-12 text-center text-ink-3 text-xs">{empty}</p>;
  return (
    <div className="flex min-h-0 grow flex-col px-4 pt-1 pb-1.5">
      <div className="relative min-h-0 grow border-line border-t">
        <span className="absolute top-0.5 left-0 text-2xs text-ink-3" aria-hidden>
          {top}
        </span>
        {mark === null ? null : (
          <div
            aria-hidden
            className="absolute inset-y-0 border-ink-3 border-x border-dashed bg-sunken"
            style={{ left: `${mark.from * 100}%`, width: `max(2px, ${(mark.to - mark.from) * 100}%)` }}
          >
            <span
              className={`absolute top-0.5 whitespace-nowrap text-2xs text-ink-2 ${mark.from > 0.5 ? "right-full pr-1" : "left-full pl-1"}`}
            >
              {mark.label}
            </span>
          </div>
        )}
        <div className="absolute inset-0 flex items-end gap-px border-line-strong border-b">
          {bars.map((bar) => (
            <div
              key={bar.label}
              title={`${bar.label}: ${bar.text}`}
              className="flex h-full min-w-0 flex-1 flex-col justify-end hover:bg-hover"
              onPointerEnter={() => onOver(bar)}
              onPointerLeave={() => onOver(null)}
            >
              {bar.height === null ? null : (
                <div
                  className="bg-[var(--series-1)]"
                  style={{ height: bar.height === 0 ? 0 : `max(2px, ${bar.height * 100}%)` }}
                />
              )}
            </div>
          ))}
        </div>
      </div>
      <div className="flex h-5 shrink-0 items-end justify-between text-2xs text-ink-3" aria-hidden>
        <span>{from}</span>
        <span>{to}</span>
      </div>
    </div>
  );
}
