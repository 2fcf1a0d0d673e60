import { startAccount } from "@/lib/tools/local-account";

/** The one world and app that all specs without special needs share. @returns the teardown */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.BASE_URL) {
    if (!process.env.SANDBOX_URL) {
      throw new Error(
        "BASE_URL is given without SANDBOX_URL: the specs compare the app with the sandbox's truth.",
      );
    }
    return undefined;
  }
  const account = await startAccount();
  process.env.BASE_URL = account.appUrl;
  process.env.SANDBOX_URL = account.sandboxUrl;
  return account.stop;
}
