import "server-only";
import { accessSettings } from "@/lib/config/access-settings";
import type { ViewerRule } from "@/lib/model/access";
import type { OwnAccess } from "@/lib/model/views/own-access";
import { answersAnyHost } from "@/lib/server/access/any-host";
import { askingVisitor } from "@/lib/server/access/asking-visitor";

/** Asks nothing of AWS nor of the provider. @throws EnvironmentError */
export async function readAccess(): Promise<OwnAccess> {
  const settings = accessSettings();
  const { mode, oidc, viewers, allowedHosts, origin, costlyPerMinute, auditFile } = settings;
  const { viewer } = await askingVisitor();
  return {
    mode,
    viewer,
    provider: oidc === null ? null : new URL(oidc.issuer).host,
    rules: viewers.map(ruleText),
    hosts: [...(origin === null ? [] : [new URL(origin).host]), ...allowedHosts],
    anyHost: answersAnyHost(settings),
    costlyPerMinute,
    auditFile,
  };
}

function ruleText({ claim, values }: ViewerRule): string {
  return claim === "*" ? "everyone who is signed in" : `${claim} is ${values.join(" or ")}`;
}
