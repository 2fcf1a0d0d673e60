"use client";

import { useState } from "react";
import { EstimateResult } from "@/components/cost/estimator/estimate-result";
import { EstimatorFormFields } from "@/components/cost/estimator/estimator-form";
import { useEstimate } from "@/components/cost/estimator/use-estimate";
import { CopyButton } from "@/components/ui/copy-button";
import { Panel } from "@/components/ui/panel";
import { useNavigation } from "@/components/view/view-navigation";
import type { CostEstimate } from "@/lib/model/views/cost-estimate";
import { type EstimatorForm, estimateSearch, estimatorFormText } from "@/lib/url/cost-estimator";

interface EstimatorPanelProps {
  /** As the address had it. */
  readonly form: EstimatorForm;
  readonly estimate: CostEstimate | null;
  readonly problems: Readonly<Record<string, string>>;
  readonly pricedRegions: readonly string[];
}

/** What a function that does not exist yet would cost: by requests, by concurrency, or back from a budget. */
export function EstimatorPanel({ form: firstForm, pricedRegions, ...first }: EstimatorPanelProps) {
  const { region } = useNavigation();
  const [form, setForm] = useState(firstForm);
  const query = new URLSearchParams(estimateSearch(form, region)).toString();
  const { estimate, problems, pending, failure } = useEstimate(query, first);
  const wrong = Object.keys(problems).length > 0;
  return (
    <Panel
      id="estimator"
      title="Estimator"
      hint="What does not exist yet: requests, concurrency or a budget in; a month, a request and the worst hour out"
      actions={<CopyButton text={estimateAddress(query)} label="Copy the address of this estimate as JSON" />}
      className="scroll-mt-24"
    >
      <div className="grid border-line border-t lg:grid-cols-[360px_1fr]">
        <div className="border-line max-lg:border-b lg:border-r">
          <EstimatorFormFields
            form={form}
            problems={problems}
            region={region}
            pricedRegions={pricedRegions}
            onChange={(next) => {
              setForm(next);
              writeToAddress(next);
            }}
          />
        </div>
        <div className="min-w-0">
          <p role="status" className="sr-only">
            {pending ? "Estimating" : ""}
          </p>
          {failure === null ? null : (
            <p role="alert" className="px-4 pt-3 text-critical">
              The estimate could not be fetched: {failure}
            </p>
          )}
          {wrong ? (
            <p role="alert" className="px-4 pt-3 text-critical">
              {Object.keys(problems).length === 1 ? "A field" : `${Object.keys(problems).length} fields`}{" "}
              cannot be used{estimate === null ? "." : "; what is below is the estimate before that."}
            </p>
          ) : null}
          {estimate === null ? null : <EstimateResult estimate={estimate} stale={pending || wrong} />}
        </div>
      </div>
    </Panel>
  );
}

/** Without a word to the server: nothing else on the page depends on it. */
function writeToAddress(form: EstimatorForm): void {
  const url = new URL(window.location.href);
  const text = estimatorFormText(form);
  if (text === null) url.searchParams.delete("estimate");
  else url.searchParams.set("estimate", text);
  // Both are legal in a query, and the address stays readable.
  const query = url.searchParams.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  window.history.replaceState(null, "", `${url.pathname}${query ? `?${query}` : ""}${url.hash}`);
}

function estimateAddress(query: string): string {
  const path = `/api/cost/estimate?${query}`;
  return typeof window === "undefined" ? path : new URL(path, window.location.origin).toString();
}
