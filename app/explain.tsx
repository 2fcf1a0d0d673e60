import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ChooseTargetPage } from "@/components/shell/choose-target-page";
import { AccountTroublePage, BadParameterPage } from "@/components/shell/message-page";
import { NotFound } from "@/lib/server/not-found";
import { failureIn } from "@/lib/server/panel-of";
import { AccountTrouble } from "@/lib/server/view-request";
import { BadParameter } from "@/lib/url/bad-parameter";
import { OneAtATime } from "@/lib/url/target";

/**
 * Starts a page's loads and draws them; what stops the whole page (a bad address, no credentials, nothing of that name)
 * becomes a page that says so.
 */
export async function explained<T>(
  start: () => Promise<T>,
  draw: (loads: T) => ReactNode,
): Promise<ReactNode> {
  let loads: T;
  try {
    loads = await start();
  } catch (error) {
    if (error instanceof OneAtATime)
      return <ChooseTargetPage parameter={error.which} choices={error.choices} />;
    if (error instanceof BadParameter)
      return <BadParameterPage parameter={error.parameter} message={error.message} />;
    if (error instanceof NotFound) return notFound();
    const failure = error instanceof AccountTrouble ? error.failure : failureIn(error);
    if (failure) {
      const account = error instanceof AccountTrouble ? error.account : null;
      return <AccountTroublePage failure={failure} account={account} />;
    }
    throw error;
  }
  return draw(loads);
}
