"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { ChoiceField, NumberField } from "@/components/cost/estimator/field";
import { type Draft, draftOf, kindLabels, readDraft } from "@/components/cost/what-if/draft";
import { SubjectPicker } from "@/components/cost/what-if/subject-picker";
import { Button } from "@/components/ui/button";
import { type ProposalKind, retentionDays, subjectsOf } from "@/lib/model/cost-proposal";
import type { WhatIfChoices } from "@/lib/model/views/cost-what-if";

interface ProposalFormProps {
  readonly choices: WhatIfChoices;
  readonly disabled: boolean;
  readonly onAdd: (change: string) => void;
}

const kinds = Object.entries(kindLabels).map(([value, label]) => ({ value, label }));

/** Makes up one change and adds it to the proposal. */
export function ProposalForm({ choices, disabled, onAdd }: ProposalFormProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf("arm64"));
  const [problem, setProblem] = useState<string>();
  const edit = (changes: Partial<Draft>) => {
    setDraft({ ...draft, ...changes });
    setProblem(undefined);
  };
  const chooseKind = (kind: ProposalKind) => {
    const same = subjectsOf[kind] === subjectsOf[draft.kind];
    setDraft(draftOf(kind, same ? draft.subjects : []));
    setProblem(undefined);
  };
  return (
    <form
      className="grid items-start gap-3 border-line border-t px-4 py-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,13rem)_minmax(0,18rem)_minmax(0,1fr)_auto]"
      aria-label="A change to propose"
      onSubmit={(event) => {
        event.preventDefault();
        const read = readDraft(draft);
        if ("problem" in read) return setProblem(read.problem);
        onAdd(read.change);
      }}
    >
      <ChoiceField
        label="Change"
        value={draft.kind}
        options={kinds}
        problem={undefined}
        onChange={(value) => {
          if (isKind(value)) chooseKind(value);
        }}
      />
      <Values draft={draft} problem={problem} onChange={edit} />
      <div className="min-w-0">
        <span className="mb-1 block text-ink-3 text-xs">For whom</span>
        <SubjectPicker
          kind={draft.kind}
          choices={choices}
          subjects={draft.subjects}
          onChange={(subjects) => edit({ subjects })}
        />
      </div>
      <Button type="submit" variant="solid" className="sm:mt-5" disabled={disabled}>
        <Plus aria-hidden />
        Add change
      </Button>
    </form>
  );
}

function Values({
  draft: { kind, value, extra },
  problem,
  onChange,
}: {
  readonly draft: Draft;
  readonly problem: string | undefined;
  readonly onChange: (changes: Partial<Draft>) => void;
}) {
  const number = (label: string, unit?: string) => (
    <NumberField
      label={label}
      {...(unit === undefined ? {} : { unit })}
      value={value}
      problem={problem}
      className="flex-1"
      onChange={(text) => onChange({ value: text })}
    />
  );
  switch (kind) {
    case "memory":
      return number("Memory size", "MB");
    case "timeout":
      return number("Timeout", "s");
    case "traffic":
      return number("Times as many requests");
    case "log-volume":
      return number("Times as many bytes");
    case "provisioned":
      return (
        <div className="flex gap-2">
          {number("Environments")}
          <NumberField
            label="Hours a day"
            unit="h"
            value={extra}
            problem={undefined}
            className="flex-1"
            onChange={(text) => onChange({ extra: text })}
          />
        </div>
      );
    case "retention":
      return (
        <ChoiceField
          label="Keep log events"
          value={value}
          options={retentionDays.map((days) => ({
            value: String(days),
            label: `${days.toLocaleString("en")} ${days === 1 ? "day" : "days"}`,
          }))}
          problem={problem}
          onChange={(days) => onChange({ value: days })}
        />
      );
    case "savings-plan":
      return (
        <div className="flex gap-2">
          {number("Committed share", "%")}
          <ChoiceField
            label="One year, paid"
            value={extra}
            options={[
              { value: "no-upfront", label: "nothing upfront" },
              { value: "all-upfront", label: "all upfront" },
            ]}
            problem={undefined}
            className="flex-1"
            onChange={(payment) => onChange({ extra: payment })}
          />
        </div>
      );
    case "arm64":
    case "snap-start":
    case "http-api":
      return (
        <p className="flex h-8 items-center self-end text-ink-3 text-xs max-sm:hidden sm:mt-5">
          Nothing to set.
        </p>
      );
  }
}

function isKind(text: string): text is ProposalKind {
  return Object.hasOwn(kindLabels, text);
}
