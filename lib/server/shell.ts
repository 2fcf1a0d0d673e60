import "server-only";
import { accounts } from "@/lib/config/accounts";
import { defaultRegion } from "@/lib/server/choose-target";

/** What the pickers of account and region offer of one account. */
interface ShellAccount {
  readonly name: string;
  readonly regions: readonly string[];
  readonly defaultRegion: string;
}

/** Never empty. A wrong environment is told by the page, not by the frame around it. */
export async function shellAccounts(): Promise<readonly ShellAccount[]> {
  try {
    return await Promise.all(
      accounts().map(async ({ name, regions }) => ({
        name,
        regions,
        defaultRegion: await defaultRegion(name),
      })),
    );
  } catch {
    return [{ name: "default", regions: [], defaultRegion: "us-east-1" }];
  }
}
