import { FactList } from "@/components/ui/fact-list";
import { InstantText } from "@/components/ui/instant";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { StatusBadge, type StatusLevel } from "@/components/ui/status";
import type { SharedCache } from "@/lib/model/views/shared-cache";

/** Whether this instance shares its answers, its calls under way and its pace with others. */
export function SharedCacheSection({ cache }: { readonly cache: SharedCache }) {
  return (
    <Panel
      title="Shared cache"
      id="shared-cache"
      hint="Instances with the same REDIS_URL ask AWS together, as one"
    >
      {cache.state === "off" ? <Off /> : <Facts cache={cache} />}
    </Panel>
  );
}

function Off() {
  return (
    <p className="border-line border-t px-4 py-3 text-ink-2">
      None: this instance keeps its own answers and its own pace, which is right for one instance. With two or
      more, set <Mono text="REDIS_URL" /> on each, or every one of them asks AWS for itself.
    </p>
  );
}

const states: Record<
  Exclude<SharedCache["state"], "off">,
  { readonly level: StatusLevel; readonly word: string }
> = {
  connected: { level: "ok", word: "Connected" },
  connecting: { level: "unknown", word: "Connecting" },
  degraded: { level: "warning", word: "Not answering" },
};

function Facts({ cache }: { readonly cache: SharedCache }) {
  if (cache.state === "off") return null;
  const { level, word } = states[cache.state];
  const waiting = cache.accounts.filter(({ shared }) => !shared).map(({ name }) => name);
  return (
    <>
      <FactList
        facts={[
          { name: "State", value: <StatusBadge level={level}>{word}</StatusBadge> },
          { name: "Since", value: cache.sinceMs === null ? "unknown" : <InstantText ms={cache.sinceMs} /> },
          { name: "Server", value: <Mono text={cache.nodes.join(", ")} /> },
          { name: "Kind", value: cache.cluster ? "cluster" : "one address, a cluster if it says so" },
          { name: "Encrypted", value: cache.encrypted ? "TLS" : "no" },
          { name: "Log lines", value: cache.logs ? "kept there" : "not kept there" },
          ...(waiting.length > 0
            ? [
                {
                  name: "Not shared yet",
                  value: cache.knowsBuild
                    ? `${waiting.join(", ")}: not known yet whose credentials these are`
                    : "All answers: this build does not say which sources it is of, and others may read them wrongly. npm run build makes one that does.",
                  wide: true,
                },
              ]
            : []),
          ...(cache.lastError === null
            ? []
            : [
                {
                  name: cache.state === "degraded" ? "Reason" : "Last failure",
                  value: cache.lastError,
                  wide: true,
                },
              ]),
        ]}
      />
      {cache.state === "degraded" ? (
        <p className="border-line border-t px-4 py-3 text-ink-2">
          This instance goes on alone with its own cache and its own pace, and tries the server again every
          few seconds. Other instances may do the same, so together they may ask AWS for more than its quotas;
          AWS then throttles and the calls are repeated more slowly.
        </p>
      ) : null}
    </>
  );
}
