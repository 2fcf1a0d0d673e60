import { Button } from "@/components/ui/button";
import { FactList } from "@/components/ui/fact-list";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { StatusBadge, type StatusLevel } from "@/components/ui/status";
import type { AccessMode } from "@/lib/model/access";
import type { OwnAccess } from "@/lib/model/views/own-access";

interface ModeText {
  readonly level: StatusLevel;
  readonly word: string;
  readonly meaning: string;
}

const modes: Readonly<Record<AccessMode, ModeText>> = {
  loopback: {
    level: "ok",
    word: "This machine only",
    meaning:
      "Nobody is asked who they are, and nothing is shown to anyone who reaches this server from another machine. To share it, set up OpenID Connect or a proxy that signs people in: docs/deployment.md says how.",
  },
  open: {
    level: "warning",
    word: "Open",
    meaning:
      "LAMBDASCOPE_AUTH=off: whoever reaches this address can read the account's logs. That is right only where something else keeps others out.",
  },
  oidc: {
    level: "ok",
    word: "OpenID Connect",
    meaning:
      "People sign in with the provider. A session lasts eight hours, or one hour without a request; the browser keeps it, encrypted, and the server keeps nothing.",
  },
  proxy: {
    level: "ok",
    word: "Trusted proxy",
    meaning:
      "A proxy signs people in and names them in a header, which is believed with the secret that only the proxy knows.",
  },
};

/** Who may look at this installation. */
export function AccessSection({ access }: { readonly access: OwnAccess }) {
  const { level, word, meaning } = modes[access.mode];
  const people = access.mode === "oidc" || access.mode === "proxy";
  return (
    <Panel
      title="Access"
      id="access"
      hint="Who may look, and what is written down about it"
      actions={
        access.mode === "oidc" && access.viewer !== null ? (
          <form method="post" action="/auth/sign-out">
            <Button size="sm" type="submit">
              Sign out
            </Button>
          </form>
        ) : undefined
      }
    >
      <FactList
        facts={[
          { name: "Mode", value: <StatusBadge level={level}>{word}</StatusBadge> },
          ...(people ? [{ name: "You are", value: access.viewer ?? "unknown" }] : []),
          ...(access.provider === null ? [] : [{ name: "Provider", value: <Mono text={access.provider} /> }]),
          ...(people
            ? [
                {
                  name: "Viewers",
                  value: access.rules.length === 0 ? "everyone who is signed in" : access.rules.join("; "),
                },
              ]
            : []),
          {
            name: "Names",
            value: access.anyHost ? "any, because none is listed" : ["localhost", ...access.hosts].join(", "),
          },
          {
            name: "Costly requests",
            value:
              access.costlyPerMinute === null
                ? "no limit"
                : `${access.costlyPerMinute} a minute of each ${people ? "viewer" : "address"}`,
          },
          {
            name: "Audit",
            value: access.auditFile === null ? "standard output" : <Mono text={access.auditFile} />,
          },
        ]}
      />
      <div className="border-line border-t px-4 py-3 text-ink-2">
        <p className="max-w-[100ch]">{meaning}</p>
      </div>
    </Panel>
  );
}
