import { stopChild } from "@/lib/tools/child-processes.mjs";
import { freePort } from "@/lib/tools/ports.mjs";
import { sandboxEnvironment, startApp, startSandbox } from "@/lib/tools/servers.mjs";
import { waitUntilAnswering } from "@/lib/tools/wait-until-answering.mjs";

/** A sandbox and the built app on free ports, for browser tests and benchmarks. Its time is frozen unless asked otherwise. */
export const frozenNow = "2026-01-15T12:00:00Z";
export const regions = ["us-east-1", "eu-west-1"] as const;
const seed = 7;

export interface RunningServer {
  readonly url: string;
  readonly pid: number | undefined;
  readonly stop: () => Promise<void>;
}

/** A frozen world on a port of its own. Quotas are off unless asked for: no test may depend on how fast it runs. */
export function startWorld(options: readonly string[] = ["--quotas", "off"]): Promise<RunningServer> {
  return startLiveWorld(["--now", frozenNow, ...options]);
}

/** A world on a port of its own in which time runs. */
export async function startLiveWorld(options: readonly string[]): Promise<RunningServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startSandbox(port, ["--seed", String(seed), ...options], { quiet: true });
  await orStop(child, waitUntilAnswering("The sandbox", `${url}/_sandbox/health`, child, 60_000));
  return { url, pid: child.pid, stop: () => stopChild(child) };
}

/**
 * The built app on a port of its own. `env` is added to, or with undefined taken from, the sandbox's environment.
 * @param logFd an open file that takes all its output
 */
export async function startBuiltApp(
  sandboxUrl: string,
  env: Readonly<Record<string, string | undefined>> = {},
  logFd?: number,
): Promise<RunningServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startApp("start", port, {
    env: { ...sandboxEnvironment(sandboxUrl, regions), TZ: "UTC", ...env },
    quiet: true,
    logFd,
  });
  await orStop(child, waitUntilAnswering("The app", `${url}/api/health`, child, 60_000));
  return { url, pid: child.pid, stop: () => stopChild(child) };
}

export async function startAccount(): Promise<{
  readonly appUrl: string;
  readonly sandboxUrl: string;
  readonly stop: () => Promise<void>;
}> {
  const world = await startWorld();
  const app = await startBuiltApp(world.url).catch(async (error: unknown) => {
    await world.stop();
    throw error;
  });
  return {
    appUrl: app.url,
    sandboxUrl: world.url,
    stop: async () => {
      await Promise.all([app.stop(), world.stop()]);
    },
  };
}

async function orStop(child: Parameters<typeof stopChild>[0], ready: Promise<void>): Promise<void> {
  try {
    await ready;
  } catch (error) {
    await stopChild(child);
    throw error;
  }
}
