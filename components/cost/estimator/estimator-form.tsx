"use client";

import { ChoiceField, NumberField } from "@/components/cost/estimator/field";
import { Segmented } from "@/components/ui/segmented";
import { architectures, type CostEstimateField, estimateApis } from "@/lib/url/cost-estimate";
import { type EstimatorForm, type LoadField, loadFields } from "@/lib/url/cost-estimator";

interface EstimatorFormFieldsProps {
  readonly form: EstimatorForm;
  readonly problems: Readonly<Record<string, string>>;
  /** The page's. */
  readonly region: string;
  readonly pricedRegions: readonly string[];
  readonly onChange: (form: EstimatorForm) => void;
}

const loads = {
  requestsPerMonth: { label: "Requests", unit: "/ month", first: "1000000" },
  concurrency: { label: "Concurrency", unit: "at once", first: "10" },
  budgetUsd: { label: "Budget", unit: "$ / month", first: "100" },
} as const satisfies Record<LoadField, unknown>;

const priceLists = [
  { value: "", label: "Today's prices" },
  { value: "2017", label: "2017, as printed per 100 ms" },
  { value: "2017-gb-second", label: "2017, per GB-second" },
];

const apiLabels = { none: "None", REST: "REST API", HTTP: "HTTP API" } as const;

export function EstimatorFormFields({
  form,
  problems,
  region,
  pricedRegions,
  onChange,
}: EstimatorFormFieldsProps) {
  const load = loadFields.find((field) => form[field] !== undefined) ?? "requestsPerMonth";
  const set = (field: CostEstimateField, text: string) => onChange({ ...form, [field]: text });
  /** What is the default is not written. */
  const choose = (field: CostEstimateField, value: string) => {
    const { [field]: _, ...rest } = form;
    onChange(value === "" ? rest : { ...rest, [field]: value });
  };
  const number = (field: CostEstimateField, label: string, unit?: string, usual?: string) => (
    <NumberField
      label={label}
      unit={unit}
      usual={usual}
      value={form[field] ?? ""}
      problem={problems[field]}
      onChange={(text) => (usual === undefined ? set(field, text) : choose(field, text))}
    />
  );
  return (
    <form
      aria-label="What is to be estimated"
      className="space-y-4 px-4 py-3"
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="space-y-2">
        <Segmented
          label="What is known of the load"
          value={load}
          options={loadFields.map((value) => ({ value, label: loads[value].label }))}
          onChange={(next) => {
            const { requestsPerMonth: _, concurrency: __, budgetUsd: ___, ...rest } = form;
            onChange({ ...rest, [next]: loads[next].first });
          }}
        />
        <NumberField
          label={loadLabels[load]}
          unit={loads[load].unit}
          value={form[load] ?? ""}
          problem={problems[load] ?? (load === "requestsPerMonth" ? undefined : problems.requestsPerMonth)}
          onChange={(text) => set(load, text)}
        />
      </div>
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        {number("durationMs", "Duration of one", "ms")}
        {number("memoryMb", "Memory", "MB")}
        <ChoiceField
          label="Architecture"
          value={form.architecture ?? "x86_64"}
          options={architectures.map((value) => ({ value, label: value }))}
          problem={problems.architecture}
          onChange={(value) => choose("architecture", value === "x86_64" ? "" : value)}
        />
        <ChoiceField
          label="API in front"
          value={form.api ?? "none"}
          options={estimateApis.map((value) => ({ value, label: apiLabels[value] }))}
          problem={problems.api}
          onChange={(value) => choose("api", value === "none" ? "" : value)}
        />
        <ChoiceField
          label="Prices"
          value={form.priceList ?? ""}
          options={withOwn(priceLists, form.priceList)}
          problem={problems.priceList}
          onChange={(value) => choose("priceList", value)}
        />
        <ChoiceField
          label="Region"
          value={form.region ?? ""}
          options={withOwn(
            [
              { value: "", label: region },
              ...pricedRegions.filter((one) => one !== region).map((value) => ({ value, label: value })),
            ],
            form.region,
          )}
          problem={problems.region}
          onChange={(value) => choose("region", value)}
        />
      </div>
      <fieldset>
        <legend className="mb-2 font-medium text-xs">Around it</legend>
        <div className="grid grid-cols-2 gap-x-3 gap-y-2">
          {number("coldStartRate", "Cold starts, share", "0–1", "0")}
          {number("initMs", "Init of one", "ms", "0")}
          {number("provisionedConcurrency", "Provisioned concurrency", undefined, "0")}
          {number("ephemeralStorageMb", "Ephemeral storage", "MB", "512")}
          {number("logBytesPerRequest", "Logs of a request", "bytes", "0")}
          {number("traceRate", "Traced, share", "0–1", "0")}
          {number("concurrencyLimit", "Executions at once, at most", undefined, "1,000")}
          <label className="flex items-end gap-2 pb-1.5 text-sm">
            <input
              type="checkbox"
              checked={form.freeTier === "on"}
              onChange={(event) => choose("freeTier", event.target.checked ? "on" : "")}
            />
            Free tier
          </label>
        </div>
      </fieldset>
      <Others problems={problems} />
    </form>
  );
}

const loadLabels = {
  requestsPerMonth: "Requests a month",
  concurrency: "Executions under way on average",
  budgetUsd: "What may it cost a month?",
} as const satisfies Record<LoadField, string>;

/** A value from the address that is none of the choices stays visible, beside the message about it. */
function withOwn(options: readonly { value: string; label: string }[], own: string | undefined) {
  const known = own === undefined || options.some(({ value }) => value === own);
  return known ? options : [...options, { value: own, label: own }];
}

/** Fields without a control of their own here: only an address can have given them. */
function Others({ problems }: { readonly problems: Readonly<Record<string, string>> }) {
  const message = problems.freeTier;
  return message === undefined ? null : <p className="text-critical text-xs">freeTier: {message}</p>;
}
