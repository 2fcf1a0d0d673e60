"use client";

import { useEffect, useState } from "react";
import { useTarget } from "@/components/view/use-target";
import { useNavigation } from "@/components/view/view-navigation";
import type { Failure } from "@/lib/model/failure";
import type { Panel } from "@/lib/model/panel";
import { type AlarmDetail, alarmAnswerSchema } from "@/lib/model/views/alarms";

interface Asked {
  readonly name: string;
  readonly region: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** One alarm over the window; null while it is on its way. Asked again when the page is refreshed. */
export function useAlarm({ name, region, fromMs, toMs }: Asked): Panel<AlarmDetail> | null {
  const target = useTarget(region);
  const [panel, setPanel] = useState<Panel<AlarmDetail> | null>(null);
  // A refresh of the page ends what is under way; when it is over, the alarm is asked for again.
  const { pending } = useNavigation();
  useEffect(() => {
    if (pending) return;
    const leaving = new AbortController();
    const search = new URLSearchParams({ alarm: name, ...target, from: String(fromMs), to: String(toMs) });
    fetch(`/api/alarms/detail?${search}`, { signal: leaving.signal })
      .then(async (response) => panelOfAnswer(response.status, await response.json()))
      .catch(() => failed("The server of this dashboard did not answer."))
      .then((next) => {
        if (!leaving.signal.aborted) setPanel(next);
      });
    return () => leaving.abort();
  }, [name, target, fromMs, toMs, pending]);
  return panel;
}

function panelOfAnswer(status: number, body: unknown): Panel<AlarmDetail> {
  const parsed = alarmAnswerSchema.safeParse(body);
  if (!parsed.success) {
    const { message, nextStep } = errorOf(body);
    if (status === 404) return { state: "empty", reason: message, nextStep };
    return failed(message, nextStep);
  }
  const { alarm, failures } = parsed.data;
  const [first] = failures;
  if (alarm !== null) {
    return first === undefined ? { state: "ok", data: alarm } : { state: "partial", data: alarm, failures };
  }
  if (first === undefined) return failed("The answer has no alarm.");
  if (first.kind === "denied" || first.kind === "throttled") return { state: first.kind, failure: first };
  return { state: "failed", failure: first };
}

const RETRY = "Load again in a moment.";

/** What a JSON error of ours says; anything else, such as a proxy's page, is told as such. */
function errorOf(body: unknown): { readonly message: string; readonly nextStep: string } {
  const error = typeof body === "object" && body !== null && "error" in body ? body.error : null;
  if (typeof error !== "object" || error === null)
    return { message: "The answer cannot be read.", nextStep: RETRY };
  const text = (name: string, fallback: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : fallback;
  };
  return { message: text("message", "The answer cannot be read."), nextStep: text("nextStep", RETRY) };
}

function failed(message: string, nextStep = RETRY): Panel<never> {
  const failure: Failure = {
    kind: "unavailable",
    operation: "/api/alarms/detail",
    message,
    nextStep,
    action: null,
    resource: null,
  };
  return { state: "failed", failure };
}
