import { Panel } from "@/components/ui/panel";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import type { ColdFunction } from "@/lib/model/views/cold-starts";

type InitParts = NonNullable<ColdFunction["initParts"]>;

/** What a cold start consists of, from the traces of some. */
export function InitPartsPanel({ parts }: { readonly parts: InitParts }) {
  const { coldStarts, sampled, traces, placementP50Ms, placementP95Ms, ownP50Ms, ownP95Ms } = parts;
  const whole = (placementP50Ms ?? 0) + (ownP50Ms ?? 0);
  const rows = [
    {
      name: "Before the init",
      meaning: "Lambda finds a place, brings the package there and starts the environment.",
      p50: placementP50Ms,
      p95: placementP95Ms,
      fill: "var(--series-1)",
    },
    {
      name: "Init itself",
      meaning: "Runtime, extensions and the code outside of the handler; or the restore.",
      p50: ownP50Ms,
      p95: ownP95Ms,
      fill: "var(--series-2)",
    },
  ];
  return (
    <Panel title="What a cold start consists of" id="init-parts" hint="From X-Ray, which samples">
      {traces === 0 ? (
        <p className="border-line border-t px-4 py-3 text-ink-2">
          {sampled === 0
            ? `X-Ray sampled none of ${formatCount(coldStarts)} cold starts: their parts are not known.`
            : `None of the ${formatCount(sampled)} sampled traces tells the parts: only synchronous calls do.`}
        </p>
      ) : (
        <>
          <div
            className="flex h-3 gap-px overflow-hidden border-line border-t px-4 pt-3 [box-sizing:content-box]"
            aria-hidden
          >
            {rows.map(({ name, p50, fill }) => (
              <span
                key={name}
                className="rounded-sm"
                style={{ width: `${whole === 0 ? 0 : ((p50 ?? 0) / whole) * 100}%`, background: fill }}
              />
            ))}
          </div>
          <dl className="px-4 py-2" data-testid="cold-init-parts">
            {rows.map(({ name, meaning, p50, p95, fill }) => (
              <div key={name} className="gap-3 py-1 sm:flex">
                <dt className="flex w-36 shrink-0 items-center gap-2 self-start font-medium">
                  <span aria-hidden className="size-2 rounded-sm" style={{ background: fill }} />
                  {name}
                </dt>
                <dd className="min-w-0">
                  <span className="font-medium">{formatDuration(p50)}</span> median, {formatDuration(p95)}{" "}
                  p95. <span className="text-ink-2">{meaning}</span>
                </dd>
              </div>
            ))}
          </dl>
          <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
            Of {formatCount(traces)} traces, out of {formatCount(sampled)} sampled of{" "}
            {formatCount(coldStarts)} cold starts: they stand for the others, no more. Only the init itself is
            in the REPORT and billed.
          </p>
        </>
      )}
    </Panel>
  );
}
