"use client";

import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flatCount, flatItem, flatOfPlace, type Opened } from "@/components/logs/flat-index";
import { StoryCells } from "@/components/logs/line-cells";
import type { LogClient } from "@/components/logs/log-client";
import type { LineRow, QueryResult } from "@/components/logs/protocol";
import { RequestCells, requestColumns, requestTemplate } from "@/components/logs/request-cells";
import { useRows } from "@/components/logs/use-rows";
import { VirtualList } from "@/components/logs/virtual-list";
import { useZone } from "@/components/ui/zone-context";

const ROW_PX = 26;

interface RequestListProps {
  readonly client: LogClient;
  readonly result: QueryResult;
  readonly withDay: boolean;
  readonly selected: number | null;
  readonly onLine: (line: number | null) => void;
  /** A request to open at once, e.g. the sample of an error. */
  readonly focusKey: string | null;
}

interface Story {
  readonly place: number | null;
  readonly rows: readonly LineRow[];
}

/** One row per request; Enter opens its lines in place. */
export function RequestList({ client, result, withDay, selected, onLine, focusKey }: RequestListProps) {
  const zone = useZone();
  const rows = useRows(client, "requests");
  const [stories, setStories] = useState<ReadonlyMap<string, Story>>(new Map());
  const [active, setActive] = useState(-1);
  const opened = useMemo(
    () =>
      [...stories]
        .flatMap(([key, { place, rows: lines }]): Opened[] =>
          place === null ? [] : [{ key, place, rows: lines.length }],
        )
        .sort((a, b) => a.place - b.place),
    [stories],
  );
  useStoriesUpToDate(client, result.version, stories, setStories);

  const open = useCallback(
    async (key: string) => {
      const [lines, [place = null]] = await Promise.all([
        client.ask("story", { key }),
        client.ask("places", { keys: [key] }),
      ]);
      setStories((now) => new Map(now).set(key, { place, rows: lines ?? [] }));
      return place;
    },
    [client],
  );
  const toggle = useCallback(
    (key: string) => {
      if (!stories.has(key)) return void open(key);
      setStories((now) => {
        const next = new Map(now);
        next.delete(key);
        return next;
      });
    },
    [stories, open],
  );
  const focused = useRef<string | null>(null);
  useEffect(() => {
    if (focusKey === null || focused.current === focusKey || result.count === 0) return;
    void open(focusKey).then((place) => {
      if (place === null) return;
      focused.current = focusKey;
      setActive(place);
    });
  }, [focusKey, open, result.count]);

  const onRange = useCallback(
    (first: number, last: number) => {
      const from = placeOf(flatItem(first, opened));
      rows.want(from, placeOf(flatItem(last, opened)), result.version);
    },
    [rows, opened, result.version],
  );
  const choose = (index: number) => {
    setActive(index);
    const item = flatItem(index, opened);
    if (item.kind === "line") onLine(stories.get(item.opened.key)?.rows[item.nth]?.line ?? null);
  };
  const press = (index: number) => {
    choose(index);
    const item = flatItem(index, opened);
    const row = item.kind === "request" ? rows.get(item.place) : undefined;
    if (row) toggle(row.key);
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    const item = flatItem(index, opened);
    if (event.key === "Escape") return onLine(null);
    if (index < 0 || (event.key !== "Enter" && event.key !== "ArrowRight" && event.key !== "ArrowLeft"))
      return;
    const key = item.kind === "request" ? rows.get(item.place)?.key : item.opened.key;
    if (key === undefined) return;
    event.preventDefault();
    if (item.kind === "line") {
      if (event.key === "Enter") choose(index);
      else if (event.key === "ArrowLeft") {
        setActive(flatOfPlace(item.opened.place, opened));
        toggle(key);
      }
    } else if (event.key === "Enter" || stories.has(key) === (event.key === "ArrowLeft")) toggle(key);
  };

  return (
    <VirtualList
      label="Requests"
      testId="requests"
      count={flatCount(result.count, opened)}
      rowPx={ROW_PX}
      columns={requestColumns}
      template={requestTemplate}
      active={active}
      onActive={choose}
      onPress={press}
      marked={(index) => {
        const item = flatItem(index, opened);
        return (
          selected !== null &&
          item.kind === "line" &&
          stories.get(item.opened.key)?.rows[item.nth]?.line === selected
        );
      }}
      onKey={onKey}
      onRange={onRange}
    >
      {(index) => {
        const item = flatItem(index, opened);
        if (item.kind === "line") return <StoryCells row={stories.get(item.opened.key)?.rows[item.nth]} />;
        const row = rows.get(item.place);
        return (
          <RequestCells
            row={row}
            open={row !== undefined && stories.has(row.key)}
            zone={zone}
            withDay={withDay}
          />
        );
      }}
    </VirtualList>
  );
}

function placeOf(item: ReturnType<typeof flatItem>): number {
  return item.kind === "request" ? item.place : item.opened.place;
}

/** Opened requests move, grow or are filtered away as more is loaded or the query changes. */
function useStoriesUpToDate(
  client: LogClient,
  version: number,
  stories: ReadonlyMap<string, Story>,
  setStories: (update: (now: ReadonlyMap<string, Story>) => ReadonlyMap<string, Story>) => void,
): void {
  const latest = useRef(stories);
  latest.current = stories;
  useEffect(() => {
    const keys = [...latest.current.keys()];
    if (version === 0 || keys.length === 0) return;
    let left = false;
    Promise.all([
      client.ask("places", { keys }),
      Promise.all(keys.map((key) => client.ask("story", { key }))),
    ]).then(
      ([places, all]) => {
        if (left) return;
        setStories((now) => {
          const next = new Map(now);
          keys.forEach((key, i) => {
            if (next.has(key)) next.set(key, { place: places[i] ?? null, rows: all[i] ?? [] });
          });
          return next;
        });
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [client, version, setStories]);
}
