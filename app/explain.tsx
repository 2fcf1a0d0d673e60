import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AccountTroublePage, BadParameterPage } from "@/components/shell/message-page";
import { NotFound } from "@/lib/server/not-found";
import { failureIn } from "@/lib/server/panel-of";
import { AccountTrouble } from "@/lib/server/view-request";
import { BadParameter } from "@/lib/url/bad-parameter";

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
    if (error instanceof BadParameter)
      return <BadParameterPage parameter={error.parameter} message={error.message} />;
    if (error instanceof NotFound) return notFound();
    const failure = error instanceof AccountTrouble ? error.failure : failureIn(error);
    if (failure) return <AccountTroublePage failure={failure} />;
    throw error;
  }
  return draw(loads);
}
