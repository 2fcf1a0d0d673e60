import {
  Ban,
  CircleSlash2,
  Clock3,
  CloudOff,
  Hourglass,
  KeyRound,
  SlidersHorizontal,
  Wallet,
} from "lucide-react";
import type { ReactNode } from "react";
import { PartialNotice } from "@/components/panel/partial-notice";
import { WayOn } from "@/components/panel/way-on";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import type { Failure, FailureKind } from "@/lib/model/failure";
import type { Panel } from "@/lib/model/panel";

interface PanelStateProps<T> {
  readonly panel: Panel<T>;
  readonly className?: string;
  /** Leaves out what AWS said: for small panels beside a larger one with the same failure. */
  readonly brief?: boolean;
  readonly children: (data: T) => ReactNode;
}

/**
 * Draws the data, or says why there is none: empty, throttled, denied or failed. Partial data is drawn under a line that
 * says what is missing. (Loading is the Suspense fallback around it.)
 */
export function PanelState<T>({ panel, className, brief = false, children }: PanelStateProps<T>) {
  switch (panel.state) {
    case "ok":
      return children(panel.data);
    case "partial":
      return (
        <>
          <PartialNotice failures={panel.failures} />
          {children(panel.data)}
        </>
      );
    case "empty":
      return (
        <Notice
          icon={CircleSlash2}
          tone="neutral"
          title="Nothing here"
          nextStep={panel.nextStep}
          className={className}
        >
          {panel.reason}
        </Notice>
      );
    default:
      return <FailureNotice failure={panel.failure} className={className} brief={brief} />;
  }
}

const looks = {
  throttled: { icon: Hourglass, tone: "warning", title: "AWS is throttling" },
  denied: { icon: Ban, tone: "warning", title: "Not permitted" },
  "no-credentials": { icon: KeyRound, tone: "critical", title: "No AWS credentials" },
  "expired-credentials": { icon: KeyRound, tone: "critical", title: "The AWS credentials have expired" },
  "wrong-clock": { icon: Clock3, tone: "critical", title: "AWS and this machine disagree about the time" },
  "not-found": { icon: CircleSlash2, tone: "neutral", title: "Not found" },
  unavailable: { icon: CloudOff, tone: "critical", title: "No answer from AWS" },
  invalid: { icon: CloudOff, tone: "critical", title: "AWS refused the request" },
  partial: { icon: CloudOff, tone: "warning", title: "Only a part was answered" },
  budget: { icon: Wallet, tone: "warning", title: "Stopped by the budget" },
  ask: { icon: Wallet, tone: "neutral", title: "Not read yet" },
} as const satisfies Record<FailureKind, unknown>;

const wrongSettings = { icon: SlidersHorizontal, tone: "critical", title: "The settings are wrong" } as const;

/** A wrong variable or file of accounts is nothing that AWS said: it was never asked. */
export function isOfSettings({ operation }: Pick<Failure, "operation">): boolean {
  return operation === "environment";
}

function lookOf(failure: Failure) {
  return isOfSettings(failure) ? wrongSettings : looks[failure.kind];
}

export function failureTitle(failure: Failure): string {
  return lookOf(failure).title;
}

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly className?: string;
  readonly brief?: boolean;
}

export function FailureNotice({ failure, className, brief = false }: FailureNoticeProps) {
  const { icon, tone, title } = lookOf(failure);
  return (
    <Notice
      icon={icon}
      tone={tone}
      title={title}
      operation={isOfSettings(failure) ? undefined : failure.operation}
      nextStep={failure.nextStep}
      className={className}
      actions={
        <>
          <WayOn failure={failure} brief={brief} />
          {failure.action ? (
            <CopyButton text={failure.action} label={`Copy ${failure.action}`} showLabel />
          ) : null}
        </>
      }
    >
      {brief ? null : <p>{failure.message}</p>}
      {failure.resource && !brief ? (
        <p className="break-all font-mono text-ink-3 text-xs">{failure.resource}</p>
      ) : null}
    </Notice>
  );
}
