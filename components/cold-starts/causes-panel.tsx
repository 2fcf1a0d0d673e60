import { CauseDot } from "@/components/cold-starts/cause-mix";
import { Panel } from "@/components/ui/panel";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { causeOrder, causeShares, causeTexts } from "@/lib/cold-starts/show/causes";
import type { ColdFunction } from "@/lib/model/views/cold-starts";

type Explained = NonNullable<ColdFunction["explained"]>;

/** Why the felt cold starts of a function happened, and what would have prevented each sort. */
export function CausesPanel({ causes }: { readonly causes: Explained["causes"] }) {
  const shares = new Map(causeShares(causes).map((one) => [one.cause, one]));
  return (
    <Panel title="Why they happened" id="causes">
      <dl className="border-line border-t" data-testid="cold-causes">
        {causeOrder.map((cause) => {
          const { label, meaning, against } = causeTexts[cause];
          const share = shares.get(cause);
          return (
            <div key={cause} className="gap-3 border-line border-b px-4 py-2 last:border-b-0 sm:flex">
              <dt className="flex w-36 shrink-0 items-center gap-2 self-start max-sm:w-full">
                <CauseDot cause={cause} />
                <span className="font-medium">{label}</span>
                <span className={share ? "ml-auto font-medium" : "ml-auto text-ink-3"}>
                  {formatCount(causes[cause])}
                </span>
              </dt>
              <dd className="min-w-0">
                {meaning}
                {share ? (
                  <span className="text-ink-2">
                    {" "}
                    {formatRatio(share.share)} of those felt. {against}
                  </span>
                ) : null}
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
