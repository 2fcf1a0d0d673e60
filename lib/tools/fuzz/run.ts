import { openSync } from "node:fs";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { stopAllChildren, stopChildrenOnSignals } from "@/lib/tools/child-processes.mjs";
import { discoverRoutes } from "@/lib/tools/fuzz/discover-routes";
import { knowAccount } from "@/lib/tools/fuzz/know-account";
import { type Report, runCampaign } from "@/lib/tools/fuzz/run-campaign";
import { alarmingLines, residentMb } from "@/lib/tools/fuzz/server-log";
import { frozenNow, type RunningServer, startBuiltApp, startWorld } from "@/lib/tools/local-account";

/**
 * `npm run fuzz -- --seed 1 --requests 10000`, or `--only 838,1152` to look at some of them again: hostile and nearly right requests to every address of the built app, over
 * a sandbox of its own. Or to servers that run already: `--app URL --sandbox URL --log FILE --pid PID`.
 */
const MOST_SHOWN = 40;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    requests: { type: "string", default: "10000" },
    only: { type: "string" },
    abreast: { type: "string", default: "2" },
    app: { type: "string" },
    sandbox: { type: "string" },
    log: { type: "string" },
    pid: { type: "string" },
    "most-ms": { type: "string", default: "2000" },
  },
});

stopChildrenOnSignals();
try {
  process.exitCode = await main();
} finally {
  await stopAllChildren();
}

async function main(): Promise<number> {
  const servers = await startServers();
  const logStart = servers.log === null ? 0 : (await stat(servers.log)).size;
  const known = await knowAccount(servers.appUrl, servers.sandboxUrl, Date.parse(frozenNow));
  const routes = await discoverRoutes();
  const requests = Number(values.requests);
  const started = performance.now();
  let mostMb = 0;
  let told = 0;
  const report = await runCampaign({
    appUrl: servers.appUrl,
    routes,
    known,
    seed: Number(values.seed),
    requests,
    only: values.only?.split(",").map(Number),
    abreast: Number(values.abreast),
    mostMs: Number(values["most-ms"]),
    onAnswer: (answered, failures) => {
      // A campaign takes long: nobody should have to wait for its end to hear what is wrong.
      for (const { nth, problems } of failures.slice(told)) console.error(`  #${nth} ${problems.join("; ")}`);
      told = failures.length;
      if (answered % 100 !== 0) return;
      if (servers.pid !== null) {
        residentMb(servers.pid).then((mb) => {
          mostMb = Math.max(mostMb, mb ?? 0);
        });
      }
      if (answered % 1_000 === 0) {
        const seconds = ((performance.now() - started) / 1_000).toFixed(0);
        console.error(`  ${answered} of ${requests} after ${seconds} s, ${failures.length} failures`);
      }
    },
  });
  const alive = (await fetch(`${servers.appUrl}/api/health`).catch(() => null))?.ok === true;
  const lines = servers.log === null ? [] : await alarmingLines(servers.log, logStart);
  print(report, (performance.now() - started) / 1_000);
  if (mostMb > 0) console.log(`server memory, most   ${mostMb.toFixed(0)} MB`);
  console.log(`server afterwards     ${alive ? "alive" : "GONE"}`);
  console.log(`alarming log lines    ${lines.length}`);
  for (const line of lines.slice(0, MOST_SHOWN)) console.log(`  ${line.slice(0, 300)}`);
  return report.failures.length === 0 && lines.length === 0 && alive ? 0 : 1;
}

interface Servers {
  readonly appUrl: string;
  readonly sandboxUrl: string;
  readonly log: string | null;
  readonly pid: number | null;
}

async function startServers(): Promise<Servers> {
  const { app, sandbox, log, pid } = values;
  if (app !== undefined && sandbox !== undefined) {
    return {
      appUrl: app,
      sandboxUrl: sandbox,
      log: log ?? null,
      pid: pid === undefined ? null : Number(pid),
    };
  }
  const path = join(tmpdir(), `lambdascope-fuzz-${process.pid}.log`);
  const output = openSync(path, "w");
  const world = await startWorld(["--quotas", "off", "--hours", "26", "--rps", "0.5"]);
  const built: RunningServer = await startBuiltApp(world.url, {}, output);
  console.error(`The server's log: ${path}`);
  return { appUrl: built.url, sandboxUrl: world.url, log: path, pid: built.pid ?? null };
}

function print(
  { answered, byStatus, byRoute, firstByteMs, slowest, failures }: Report,
  seconds: number,
): void {
  const ms = (value: number) => `${Math.round(value).toLocaleString("en")} ms`;
  const statuses = Object.entries(byStatus).map(([status, count]) => `${status}: ${count}`);
  const { p50, p99, most } = firstByteMs;
  console.log(
    `requests              ${answered} to ${Object.keys(byRoute).length} addresses, seed ${values.seed}`,
  );
  console.log(`took                  ${seconds.toFixed(0)} s, ${values.abreast} at once`);
  console.log(`by status             ${statuses.join(", ")}`);
  console.log(`first byte            p50 ${ms(p50)}, p99 ${ms(p99)}, most ${ms(most)}`);
  console.log("slowest");
  for (const { ms: took, again } of slowest) console.log(`  ${ms(took)}  ${again.slice(0, 300)}`);
  console.log(`failures              ${failures.length}`);
  for (const { nth, problems, again } of failures.slice(0, MOST_SHOWN)) {
    console.log(`  #${nth} ${problems.join("; ")}\n    ${again.slice(0, 600)}`);
  }
}
