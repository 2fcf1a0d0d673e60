"use client";

import { CloudOff } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import { useColdStartReading } from "@/components/cold-starts/cold-starts-provider";
import { ReadingNow } from "@/components/cold-starts/reading-now";
import { ReadingOffer } from "@/components/cold-starts/reading-offer";
import { SourceLine } from "@/components/cold-starts/source-line";
import { FailureNotice } from "@/components/panel/panel-state";
import { PartialNotice } from "@/components/panel/partial-notice";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import type { Failure } from "@/lib/model/failure";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** Drawn once the browser has asked for it: fetched while the answer is on its way. */
const loadAccount = () => import("@/components/cold-starts/account-view");
const loadFunction = () => import("@/components/cold-starts/function-view");
const AccountView = lazy(() => loadAccount().then((module) => ({ default: module.AccountView })));
const FunctionView = lazy(() => loadFunction().then((module) => ({ default: module.FunctionView })));

/** What was found of the window, or how it stands with it. */
export function ColdStartView() {
  const { state, window, sumUp, stop, again } = useColdStartReading();
  const one = window.functions.length === 1;
  useEffect(() => void (one ? loadFunction() : loadAccount()).catch(() => undefined), [one]);
  switch (state.phase) {
    case "asking":
      return <Waiting label="Finding how much is in this window" />;
    case "reading":
      return <ReadingNow {...state} onStop={stop} />;
    case "offered":
      return (
        <>
          <Missing failures={state.told.failures} />
          <ReadingOffer
            estimate={state.told.estimate}
            windowMs={window.toMs - window.fromMs}
            onSumUp={sumUp}
          />
        </>
      );
    case "failed":
      return (
        <Panel title="Cold starts">
          <Notice
            icon={CloudOff}
            tone="critical"
            title="Not read"
            actions={
              <Button size="sm" onClick={again}>
                Try again
              </Button>
            }
          >
            {state.message}
          </Notice>
        </Panel>
      );
    case "found":
      return <Found told={state.told} one={one} />;
  }
}

function Waiting({ label }: { readonly label: string }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <TableSkeleton rows={8} label={label} />
    </div>
  );
}

function Found({ told, one }: { readonly told: ColdStarts; readonly one: boolean }) {
  const [only] = told.functions;
  const [failure] = told.failures;
  const known = told.functions.some(({ summary }) => summary !== null);
  // Where nothing at all could be read, tables of unknown functions say less than the reason.
  if (failure !== undefined && !known) {
    return (
      <Panel title="Cold starts">
        <FailureNotice failure={failure} />
      </Panel>
    );
  }
  return (
    <>
      <Missing failures={told.failures} />
      <Suspense fallback={<Waiting label="Loading what was found" />}>
        {one && only !== undefined ? <FunctionView told={told} own={only} /> : <AccountView told={told} />}
      </Suspense>
      <SourceLine told={told} />
    </>
  );
}

function Missing({ failures }: { readonly failures: readonly Failure[] }) {
  if (failures.length === 0) return null;
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <PartialNotice failures={failures} />
    </div>
  );
}
