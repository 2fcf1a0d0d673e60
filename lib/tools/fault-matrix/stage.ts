import { startChild, stopChild } from "@/lib/tools/child-processes.mjs";
import { type RunningServer, startWorld } from "@/lib/tools/local-account";
import { freePort } from "@/lib/tools/ports.mjs";
import { root } from "@/lib/tools/root.mjs";
import { sandboxEnvironment } from "@/lib/tools/servers.mjs";
import { waitUntilAnswering } from "@/lib/tools/wait-until-answering.mjs";

/** A sandbox and an app whose caches know nothing yet, with as many regions as cells can be tried in them. */
export interface Stage {
  readonly appUrl: string;
  readonly sandboxUrl: string;
  /** What the app wrote to its console. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface StageOptions {
  readonly regions: readonly string[];
  /** Folder of a production build. */
  readonly build: string;
  readonly transactionSearch: boolean;
}

export async function startStage({ regions, build, transactionSearch }: StageOptions): Promise<Stage> {
  const world = await startWorld([
    "--quotas",
    "off",
    "--hours",
    "2",
    "--rps",
    "0.5",
    "--regions",
    regions.join(","),
    ...(transactionSearch ? ["--transaction-search"] : []),
  ]);
  try {
    return await withApp(world, regions, build);
  } catch (error) {
    await world.stop();
    throw error;
  }
}

async function withApp(world: RunningServer, regions: readonly string[], build: string): Promise<Stage> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startChild(
    process.execPath,
    [`${build}/node_modules/next/dist/bin/next`, "start", build, "-p", String(port), "-H", "127.0.0.1"],
    {
      env: {
        ...sandboxEnvironment(world.url, regions),
        TZ: "UTC",
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
  }
  try {
    await waitUntilAnswering("The app", `${url}/api/health`, child, 120_000);
  } catch (error) {
    console.error(log);
    await stopChild(child);
    throw error;
  }
  return {
    appUrl: url,
    sandboxUrl: world.url,
    log: () => log,
    stop: async () => {
      await Promise.all([stopChild(child), world.stop()]);
    },
  };
}

/** The production build of this checkout. */
export const ownBuild = root.replace(/\/$/, "");
