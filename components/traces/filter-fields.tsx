"use client";

import { type ReactNode, useId, useState } from "react";
import type { FormSuggestions } from "@/components/traces/form-suggestions";
import { Button } from "@/components/ui/button";
import { emptyForm, expressionOf, type FilterForm, formOf } from "@/lib/traces/filter/filter-form";

interface FilterFieldsProps {
  readonly expression: string;
  readonly suggestions: FormSuggestions;
  readonly onWrite: (expression: string) => void;
}

const input = "h-8 w-full rounded-md border border-control-line bg-surface px-2 text-sm";

/** The usual conditions. The expression that they make is shown, so that the language can be learnt from it. */
export function FilterFields({ expression, suggestions, onWrite }: FilterFieldsProps) {
  const known = formOf(expression);
  const [form, setForm] = useState<FilterForm>(known ?? emptyForm);
  const replaces = known === null;
  const services = useId();
  const keys = useId();
  const set = (changes: Partial<FilterForm>) => setForm((last) => ({ ...last, ...changes }));
  const written = expressionOf(form);
  return (
    <form
      className="grid grid-cols-2 gap-x-3 gap-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        // React lets it bubble out of the popover, into the form of the filter itself.
        event.stopPropagation();
        onWrite(written);
      }}
    >
      {replaces ? (
        <p className="col-span-2 text-warning text-xs">
          The present expression says more than the form can; the form replaces it.
        </p>
      ) : null}
      <Field label="Service" wide>
        <input
          list={services}
          value={form.service}
          onChange={(event) => set({ service: event.target.value })}
          className={input}
        />
        <datalist id={services}>
          {suggestions.services.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Field>
      <Field label="URL contains" wide>
        <input
          value={form.url}
          placeholder="/orders"
          onChange={(event) => set({ url: event.target.value })}
          className={input}
        />
      </Field>
      <Field label="Method">
        <select
          value={form.method}
          onChange={(event) => set({ method: event.target.value })}
          className={input}
        >
          <option value="">Any</option>
          {["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"].map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
      </Field>
      <Field label="Status">
        <input
          value={form.status}
          placeholder="5xx, 4xx or 404"
          pattern="[45]xx|\d{3}"
          title="5xx, 4xx, or a status such as 404"
          onChange={(event) => set({ status: event.target.value.toLowerCase() })}
          className={input}
        />
      </Field>
      <fieldset className="col-span-2">
        <legend className="mb-1 text-ink-3 text-xs">Outcome, any of</legend>
        <div className="flex flex-wrap gap-x-4">
          <Check label="Fault (5xx)" on={form.fault} onChange={(fault) => set({ fault })} />
          <Check label="Error (4xx)" on={form.error} onChange={(error) => set({ error })} />
          <Check label="Throttle (429)" on={form.throttle} onChange={(throttle) => set({ throttle })} />
        </div>
      </fieldset>
      <Field label="Slower than, ms">
        <input
          type="number"
          min={0}
          step="any"
          value={form.slowerThanMs ?? ""}
          onChange={(event) =>
            set({ slowerThanMs: event.target.value === "" ? null : Number(event.target.value) })
          }
          className={input}
        />
      </Field>
      <div className="flex items-end pb-1.5">
        <Check label="ColdStart annotation" on={form.cold} onChange={(cold) => set({ cold })} />
      </div>
      <Field label="Annotation">
        <input
          list={keys}
          value={form.annotationKey}
          onChange={(event) => set({ annotationKey: event.target.value })}
          className={input}
        />
        <datalist id={keys}>
          {suggestions.annotationKeys.map((key) => (
            <option key={key} value={key} />
          ))}
        </datalist>
      </Field>
      <Field label="Value">
        <input
          value={form.annotationValue}
          placeholder="Any"
          onChange={(event) => set({ annotationValue: event.target.value })}
          className={input}
        />
      </Field>
      {form.cold ? (
        <p className="col-span-2 text-ink-3 text-xs">
          X-Ray itself finds only the annotation ColdStart, which Powertools for AWS Lambda sets: not in
          functions without it, and also where an environment was started ahead and nobody waited. “Cold only”
          looks into the documents instead.
        </p>
      ) : null}
      <p
        data-testid="form-expression"
        className="col-span-2 min-h-8 break-all rounded-md bg-sunken px-2 py-1.5 font-mono text-ink-2 text-xs"
      >
        {written === "" ? "All traces" : written}
      </p>
      <div className="col-span-2 flex justify-end gap-2">
        <Button variant="ghost" onClick={() => setForm(emptyForm)}>
          Reset
        </Button>
        <Button type="submit" variant="solid">
          Apply
        </Button>
      </div>
    </form>
  );
}

function Field({
  label,
  wide = false,
  children,
}: {
  readonly label: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className={wide ? "col-span-2" : undefined}>
      <span className="mb-1 block text-ink-3 text-xs">{label}</span>
      {children}
    </label>
  );
}

function Check({
  label,
  on,
  onChange,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label className="flex h-6 items-center gap-1.5 text-sm">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
