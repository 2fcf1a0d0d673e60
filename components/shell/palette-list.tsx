"use client";

import { Command } from "cmdk";
import { CornerDownLeft, ScanSearch, ScrollText, SquareFunction, Waypoints } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { z } from "zod";
import { navItems } from "@/components/shell/nav-items";
import { presets } from "@/components/shell/presets";
import { type Destination, recognise, requestIdIn } from "@/components/shell/recognise";
import { StatusIcon } from "@/components/ui/status";
import { useNavigation } from "@/components/view/view-navigation";
import { combinedApiSchema, combinedFunctionSchema } from "@/lib/model/views/combined-overview";
import type { SourceRef } from "@/lib/url/log-sources";
import { searchPath, stageSources } from "@/lib/url/logs-path";
import { requestHref } from "@/lib/url/request-path";
import { targetPath } from "@/lib/url/target-params";
import { apiPath, functionPath } from "@/lib/url/view-params";

/** Rows name their place where several accounts or regions are on screen. */
const place = { account: true, region: true } as const;
const targetsSchema = z.object({
  functions: z.array(combinedFunctionSchema.partial(place)).nullable(),
  apis: z.array(combinedApiSchema.partial(place)).nullable(),
});
type Targets = z.infer<typeof targetsSchema>;

function placed(
  path: string,
  { account, region }: { readonly account?: string | undefined; readonly region?: string | undefined },
): string {
  return account === undefined || region === undefined ? path : targetPath(path, { account, region });
}

function placeText({ account, region }: Parameters<typeof placed>[1]): string {
  return account === undefined ? "" : ` · ${account} ${region ?? ""}`;
}

const MAX_SHOWN = 50;
const item =
  "flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:text-ink-3";

/** Everything that has a page, by name; ARNs, log groups and invoke URLs are understood. */
export function PaletteList({ onDone }: { readonly onDone: () => void }) {
  const { go, href, change, region } = useNavigation();
  const [text, setText] = useState("");
  const { targets, failed } = useTargets(href("/api/overview"));
  const needle = text.trim().toLowerCase();
  const functions = (targets?.functions ?? []).filter((one) => one.name.toLowerCase().includes(needle));
  const apis = (targets?.apis ?? []).filter((one) =>
    `${one.name} ${one.stage} ${one.id}`.toLowerCase().includes(needle),
  );
  const pages = navItems.filter((one) => one.label.toLowerCase().includes(needle));
  const ranges =
    needle === "" ? [] : presets.filter((one) => `${one.label} ${one.short}`.toLowerCase().includes(needle));
  const pasted = recognise(text, targets?.apis ?? []);
  const requestId = requestIdIn(text);

  const open = (path: string) => {
    go(href(path));
    onDone();
  };
  const openPasted = (to: Destination) => {
    const target = new URL(href(to.path), window.location.origin);
    if (to.region && to.region !== region) target.searchParams.set("region", to.region);
    go(`${target.pathname}${target.search}`);
    onDone();
  };

  return (
    <Command label="Go to" shouldFilter={false} loop className="flex min-h-0 flex-col">
      <Command.Input
        value={text}
        onValueChange={setText}
        autoFocus
        placeholder="Function, API, page, ARN, invoke URL, request id…"
        className="h-12 w-full shrink-0 border-line border-b bg-transparent px-4 text-md outline-none placeholder:text-ink-3"
      />
      <Command.List className="min-h-40 overflow-y-auto p-2">
        <Command.Empty className="px-2.5 py-6 text-center text-ink-3">
          {targets || failed
            ? `Nothing here is called “${text.slice(0, 60)}”.`
            : "Loading functions and APIs…"}
        </Command.Empty>
        {pasted ? (
          <Group heading="Recognised">
            <Command.Item value="pasted" onSelect={() => openPasted(pasted)} className={item}>
              <CornerDownLeft aria-hidden />
              {pasted.label}
              {pasted.region ? <span className="ml-auto text-ink-3 text-xs">{pasted.region}</span> : null}
            </Command.Item>
          </Group>
        ) : null}
        {requestId ? (
          <Group heading="Request">
            <Command.Item value="request-page" onSelect={() => open(requestHref(requestId))} className={item}>
              <ScanSearch aria-hidden />
              <span className="shrink-0">Everything about this request</span>
              <span className="ml-auto truncate pl-4 font-mono text-ink-3 text-xs">{requestId}</span>
            </Command.Item>
            <Command.Item
              value="request"
              // Where to look is not known before the functions and APIs are.
              disabled={targets === null && !failed}
              onSelect={() => open(searchPath(requestId, everySource(targets)))}
              className={item}
            >
              <ScrollText aria-hidden />
              <span className="shrink-0">Find this request in the logs</span>
              <span className="ml-auto truncate pl-4 font-mono text-ink-3 text-xs">{requestId}</span>
            </Command.Item>
          </Group>
        ) : null}
        {functions.length > 0 ? (
          <Group heading="Functions">
            {functions.slice(0, MAX_SHOWN).map((one) => (
              <Command.Item
                key={`${one.name}${placeText(one)}`}
                value={`f ${one.name}${placeText(one)}`}
                onSelect={() => open(placed(functionPath(one.name), one))}
                className={item}
              >
                <SquareFunction aria-hidden />
                <span className="truncate">{one.name}</span>
                {one.health === "critical" || one.health === "warning" ? (
                  <StatusIcon level={one.health} />
                ) : null}
                <span className="ml-auto shrink-0 text-ink-3 text-xs">
                  {one.runtime}
                  {placeText(one)}
                </span>
              </Command.Item>
            ))}
          </Group>
        ) : null}
        {apis.length > 0 ? (
          <Group heading="APIs">
            {apis.slice(0, MAX_SHOWN).map((one) => (
              <Command.Item
                key={`${one.id}/${one.stage}${placeText(one)}`}
                value={`a ${one.id} ${one.stage}${placeText(one)}`}
                onSelect={() => open(placed(apiPath(one.id, one.stage), one))}
                className={item}
              >
                <Waypoints aria-hidden />
                <span className="truncate">
                  {one.name} / {one.stage}
                </span>
                {one.health === "critical" || one.health === "warning" ? (
                  <StatusIcon level={one.health} />
                ) : null}
                <span className="ml-auto shrink-0 text-ink-3 text-xs">
                  {one.kind}
                  {placeText(one)}
                </span>
              </Command.Item>
            ))}
          </Group>
        ) : null}
        {pages.length > 0 ? (
          <Group heading="Pages">
            {pages.map((one) => (
              <Command.Item
                key={one.path}
                value={`p ${one.path}`}
                onSelect={() => open(one.path)}
                className={item}
              >
                <one.icon aria-hidden />
                {one.label}
              </Command.Item>
            ))}
          </Group>
        ) : null}
        {ranges.length > 0 ? (
          <Group heading="Time range">
            {ranges.map((one) => (
              <Command.Item
                key={one.from}
                value={`t ${one.from}`}
                onSelect={() => {
                  change({ from: one.from, to: null });
                  onDone();
                }}
                className={item}
              >
                {one.label}
              </Command.Item>
            ))}
          </Group>
        ) : null}
      </Command.List>
      {failed ? (
        <p role="status" className="border-line border-t px-4 py-2 text-ink-3 text-xs">
          Functions and APIs could not be listed. ARNs and invoke URLs still work.
        </p>
      ) : null}
    </Command>
  );
}

/** Where a request may be found: stages first, which are few, then functions, the busiest first. */
function everySource(targets: Targets | null): readonly SourceRef[] {
  const functions = [...(targets?.functions ?? [])].sort(
    (a, b) => (b.invocations ?? 0) - (a.invocations ?? 0),
  );
  return [
    ...(targets?.apis ?? []).flatMap(({ id, stage, kind }) => stageSources(id, stage, kind)),
    ...functions.map(({ name }) => ({ kind: "function", name }) as const),
  ];
}

function Group({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

/** Names from the JSON twin of the overview: the same window as the page, so mostly from the server's cache. */
function useTargets(url: string): { readonly targets: Targets | null; readonly failed: boolean } {
  const [targets, setTargets] = useState<Targets | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    fetch(url, { signal: abort.signal })
      .then((response) => response.json())
      .then((body) => {
        const parsed = targetsSchema.safeParse(body);
        if (parsed.success) setTargets(parsed.data);
        else setFailed(true);
      })
      .catch(() => {
        if (!abort.signal.aborted) setFailed(true);
      });
    return () => abort.abort();
  }, [url]);
  return { targets, failed };
}
