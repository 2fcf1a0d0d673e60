"use client";

import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { ColouredText } from "@/components/logs/coloured-text";
import { LineText } from "@/components/logs/line-cells";
import type { LogClient } from "@/components/logs/log-client";
import { formatLogDayTime, formatOffset } from "@/components/logs/log-time";
import { LevelMark } from "@/components/logs/marks";
import type { LineDetail, LineRow } from "@/components/logs/protocol";
import { Button, buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { JsonTree } from "@/components/ui/json-tree";
import { useZone } from "@/components/ui/zone-context";
import { ViewLink } from "@/components/view/view-link";
import { zoneLabel } from "@/lib/base/format-time";
import { plainText } from "@/lib/base/plain-text";
import { logsPath } from "@/lib/url/logs-path";
import { requestHref } from "@/lib/url/request-path";

interface LinePanelProps {
  readonly client: LogClient;
  readonly line: number;
  readonly onClose: () => void;
  readonly onLine: (line: number) => void;
  /** null: the place has no filter, or is a request already. */
  readonly onFilter: ((text: string) => void) | null;
  readonly onRequest: ((key: string) => void) | null;
  readonly permalink: (eventId: string) => string;
}

/** Everything about one line: its fields as a tree, its error, its stream around it. */
export function LinePanel({ client, line, onClose, onLine, onFilter, onRequest, permalink }: LinePanelProps) {
  const zone = useZone();
  const detail = useDetail(client, line);
  return (
    <aside
      aria-label="Line"
      data-testid="line-panel"
      className="flex min-h-0 flex-col border-line bg-surface max-xl:fixed max-xl:inset-x-0 max-xl:bottom-0 max-xl:z-30 max-xl:max-h-[70dvh] max-xl:border-t max-xl:shadow-pop xl:w-[440px] xl:shrink-0 xl:border-l"
    >
      <header className="flex h-9 shrink-0 items-center gap-2 border-line border-b pr-1 pl-4">
        <h2 className="font-semibold text-sm">Line</h2>
        {detail ? (
          <span className="truncate font-mono text-ink-3 text-xs">
            {formatLogDayTime(detail.row.timeMs, zone)} {zoneLabel(detail.row.timeMs, zone)}
          </span>
        ) : null}
        <Button variant="ghost" size="icon-sm" className="ml-auto" aria-label="Close line" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </header>
      {detail ? (
        <div className="min-h-0 overflow-auto px-4 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
            <LevelMark level={detail.row.level} />
            <span>{detail.row.source}</span>
            <span className="text-ink-3">{detail.row.kind}</span>
          </div>
          <div className="mt-2 flex flex-wrap gap-1">
            <CopyButton text={detail.raw} label="Copy line" showLabel variant="outline" />
            <CopyButton text={permalink(detail.eventId)} label="Copy link" showLabel variant="outline" />
            {detail.row.requestKey && onRequest ? (
              <Button size="sm" onClick={() => onRequest(detail.row.requestKey ?? "")}>
                Show request
              </Button>
            ) : null}
            {detail.row.requestId ? (
              <ViewLink
                path={requestHref(detail.row.requestId, { atMs: detail.row.timeMs })}
                className={buttonClass("outline", "sm")}
              >
                The whole request
              </ViewLink>
            ) : null}
          </div>
          <Message detail={detail} />
          {detail.fields.length > 0 ? (
            <Section title="Fields">
              <JsonTree fields={detail.fields} onFilter={onFilter} />
            </Section>
          ) : null}
          <Section title="Where">
            <dl className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
              <dt className="text-ink-3">Group</dt>
              <dd className="break-all font-mono">{detail.group}</dd>
              <dt className="text-ink-3">Stream</dt>
              <dd className="break-all font-mono">
                <ViewLink path={streamPath(detail)} className="underline" title="Read the whole stream">
                  {detail.stream}
                </ViewLink>
              </dd>
              {detail.requestId ? (
                <>
                  <dt className="text-ink-3">Request</dt>
                  <dd className="break-all font-mono">
                    <ViewLink
                      path={requestHref(detail.requestId, { atMs: detail.row.timeMs })}
                      className="underline"
                      title="Everything about this request"
                    >
                      {detail.requestId}
                    </ViewLink>
                  </dd>
                </>
              ) : null}
              <dt className="text-ink-3">Taken in</dt>
              <dd>{formatOffset(detail.ingestionMs - detail.row.timeMs)} later</dd>
            </dl>
          </Section>
          <Around key={line} client={client} line={line} onLine={onLine} />
        </div>
      ) : (
        <p className="px-4 py-3 text-ink-3">…</p>
      )}
    </aside>
  );
}

function streamPath({ group, stream }: LineDetail): string {
  return `${logsPath([{ kind: "stream", group, stream }])}&view=lines`;
}

function Message({ detail }: { readonly detail: LineDetail }) {
  const { error, message } = detail;
  const [coloured, setColoured] = useState(true);
  const hasColours = message.includes("\u001b[");
  const text = message.length > MAX_SHOWN ? message.slice(0, MAX_SHOWN) : message;
  return (
    <>
      <pre
        data-testid="line-message"
        className="mt-3 max-h-96 overflow-auto whitespace-pre-wrap break-words rounded-md bg-sunken p-3 font-mono text-xs"
      >
        <ColouredText text={text} coloured={coloured} />
      </pre>
      {hasColours ? (
        <Button variant="ghost" size="sm" aria-pressed={coloured} onClick={() => setColoured(!coloured)}>
          {coloured ? "Without colours" : "With colours"}
        </Button>
      ) : null}
      {message.length > MAX_SHOWN ? (
        <p className="mt-1 text-ink-3 text-xs">
          The first {MAX_SHOWN.toLocaleString("en")} of {message.length.toLocaleString("en")} characters.
          Copying takes all.
        </p>
      ) : null}
      {error && error.stack.length > 0 ? (
        <Section title={error.type ?? "Error"}>
          <p className="break-words">{plainText(error.message)}</p>
          <ol className="mt-1 font-mono text-ink-2 text-xs">
            {error.stack.slice(0, MAX_FRAMES).map((frame, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: frames repeat and keep their place
              <li key={index} className="break-all">
                {plainText(frame)}
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
    </>
  );
}

const MAX_SHOWN = 20_000;
const MAX_FRAMES = 40;
const REACH = 8;

function Around({
  client,
  line,
  onLine,
}: {
  readonly client: LogClient;
  readonly line: number;
  readonly onLine: (line: number) => void;
}) {
  const [rows, setRows] = useState<readonly LineRow[] | null>(null);
  if (rows === null) {
    return (
      <Button
        size="sm"
        className="mt-4"
        onClick={() => client.ask("around", { line, reach: REACH }).then(setRows, () => undefined)}
      >
        Lines around it in its stream
      </Button>
    );
  }
  return (
    <Section title="Around it in its stream">
      <ul className="font-mono text-xs">
        {rows.map((row) => (
          <li key={row.line}>
            <button
              type="button"
              aria-current={row.line === line}
              className="grid w-full grid-cols-[64px_minmax(0,1fr)] gap-2 rounded-sm px-1 text-left hover:bg-sunken aria-[current=true]:bg-hover"
              onClick={() => onLine(row.line)}
            >
              <span className="text-right text-ink-3">
                {row.offsetMs === null ? "" : formatOffset(row.offsetMs)}
              </span>
              <LineText row={row} />
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="mt-4">
      <h3 className="mb-1 text-ink-3 text-xs">{title}</h3>
      {children}
    </section>
  );
}

function useDetail(client: LogClient, line: number): LineDetail | null {
  const [detail, setDetail] = useState<LineDetail | null>(null);
  useEffect(() => {
    let left = false;
    client.ask("detail", { line }).then(
      (found) => {
        if (!left) setDetail(found);
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [client, line]);
  return detail;
}
