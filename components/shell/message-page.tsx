import { CircleHelp, Link2Off } from "lucide-react";
import type { ReactNode } from "react";
import { failureTitle, isOfSettings } from "@/components/panel/panel-state";
import { WayOn } from "@/components/panel/way-on";
import { ResetLink } from "@/components/shell/reset-link";
import { CommandToCopy } from "@/components/ui/command-to-copy";
import { Notice } from "@/components/ui/notice";
import { PublishAccountStates } from "@/components/view/account-troubles";
import { awsCommands } from "@/components/view/aws-commands";
import { troubleWords } from "@/components/view/trouble-words";
import type { Failure } from "@/lib/model/failure";

const box = "mx-auto mt-[10vh] max-w-2xl rounded-lg border border-line bg-surface p-5";

/** A parameter of the URL cannot be used. */
export function BadParameterPage({
  parameter,
  message,
}: {
  readonly parameter: string;
  readonly message: string;
}) {
  return (
    <Notice
      icon={Link2Off}
      tone="warning"
      title={`The parameter “${parameter}” of this address cannot be used`}
      className={box}
      actions={<ResetLink label="Use the defaults" />}
    >
      <h1 className="sr-only">Bad parameter</h1>
      {message}
    </Notice>
  );
}

/** What the path names does not exist. */
export function MissingPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Notice
      icon={CircleHelp}
      tone="neutral"
      title={title}
      className={box}
      actions={<ResetLink label="To the overview" path="/" />}
    >
      <h1 className="sr-only">Not found</h1>
      {children}
    </Notice>
  );
}

/** Nothing can be read at all: one explanation instead of a page of failed panels. */
export function AccountTroublePage({
  failure,
  account,
}: {
  readonly failure: Failure;
  /** Where there are several: whose trouble it is. */
  readonly account: string | null;
}) {
  const ofSettings = isOfSettings(failure);
  return (
    <Notice
      icon={Link2Off}
      tone="critical"
      title={failureTitle(failure)}
      operation={ofSettings ? undefined : failure.operation}
      nextStep={failure.nextStep}
      className={box}
      actions={
        <>
          {awsCommands(failure.nextStep).map((command) => (
            <span key={command} className="w-full">
              <CommandToCopy command={command} />
            </span>
          ))}
          <WayOn failure={failure} />
        </>
      }
    >
      <h1 className="sr-only">{ofSettings ? failureTitle(failure) : "AWS cannot be read"}</h1>
      {account === null ? null : (
        <>
          <p>
            Account <strong>{account}</strong>
          </p>
          <PublishAccountStates states={[{ account, trouble: troubleWords(failure.kind) }]} />
        </>
      )}
      <p className="whitespace-pre-line break-words">{failure.message}</p>
    </Notice>
  );
}
