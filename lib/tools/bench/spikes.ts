import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { type Benchmark, type Measurement, median } from "@/lib/tools/bench/benchmark";
import { joined, type Score } from "@/lib/tools/bench/spikes-score";
import { startWorld } from "@/lib/tools/local-account";
import { root } from "@/lib/tools/root.mjs";
import { runQuiet } from "@/lib/tools/run-command.mjs";
import { sandboxEnvironment } from "@/lib/tools/servers.mjs";

/**
 * What the loader of findings makes of 24 hours of the sandbox, over HTTP: the worlds of 20 seeds with incidents, in
 * windows of three hours and in one of a day, and of 10 seeds without. Every seed is a day of its own, at another time
 * of the day.
 */
const SEEDS = Number(process.env.SPIKES_SEEDS ?? 20);
const QUIET_SEEDS = Number(process.env.SPIKES_QUIET_SEEDS ?? 10);
/** A look every two minutes takes as long as all else: on a few worlds only. */
const DELAY_SEEDS = 4;

interface Answer {
  readonly hours: Score;
  readonly day: Score;
  readonly delays: readonly { readonly kind: string; readonly delayMs: number | null }[];
}

export const spikes: Benchmark = {
  name: "spikes",
  measure: async () => {
    const loud = await scoresOf(SEEDS, "on", DELAY_SEEDS);
    const quiet = await scoresOf(QUIET_SEEDS, "off", 0);
    const hours = joined(loud.map((one) => one.hours));
    const day = joined(loud.map((one) => one.day));
    const delays = loud.flatMap((one) => one.delays);
    const seen = delays.flatMap(({ delayMs }) => delayMs ?? []);
    const quietHours = joined(quiet.map((one) => one.hours));
    const quietDay = joined(quiet.map((one) => one.day));
    for (const line of [...hours.missed, ...day.missed.map((each) => `24 h: ${each}`)])
      console.log(`  missed ${line}`);
    for (const line of [...hours.wrong, ...quietHours.wrong, ...day.wrong, ...quietDay.wrong]) {
      console.log(`  wrong ${line}`);
    }
    return [
      ...scored(`3 h windows, ${SEEDS} days`, hours, { recall: 0.9, precision: 0.95 }),
      ...scored(`24 h windows, ${SEEDS} days`, day),
      { what: "delay until a look names the incident, median", value: minutes(median(seen)), unit: "min" },
      { what: "  longest", value: minutes(Math.max(...seen)), unit: "min" },
      { what: "  of incidents never named meanwhile", value: delays.length - seen.length, unit: "" },
      {
        what: `false alarms on ${QUIET_SEEDS} quiet days, 3 h windows`,
        value: quietHours.findings / Math.max(1, QUIET_SEEDS),
        unit: "a day",
        budget: 0,
      },
      {
        what: "  24 h windows",
        value: quietDay.findings / Math.max(1, QUIET_SEEDS),
        unit: "a day",
        budget: 0,
      },
    ];
  },
};

interface Least {
  readonly recall: number;
  readonly precision: number;
}

function scored(label: string, score: Score, least?: Least): Measurement[] {
  const atLeast = (budget: number | undefined) => (budget === undefined ? {} : { budget, atLeast: true });
  const within = (errors: readonly number[]) =>
    errors.filter((error) => Math.abs(error) <= 2 * MINUTE_MS).length / errors.length;
  return [
    {
      what: `${label}: incidents named (recall)`,
      value: score.found / score.incidents,
      unit: "",
      ...atLeast(least?.recall),
    },
    {
      what: "  findings that are of an incident (precision)",
      value: score.right / score.findings,
      unit: "",
      ...atLeast(least?.precision),
    },
    {
      what: "  onset off the incident's begin, median",
      value: minutes(median(score.onsetErrorsMs.map(Math.abs))),
      unit: "min",
    },
    { what: "  onsets within 2 minutes of its begin", value: within(score.onsetErrorsMs), unit: "" },
    { what: "  onsets within 2 minutes of its first failure", value: within(score.sightErrorsMs), unit: "" },
  ];
}

async function scoresOf(count: number, incidents: "on" | "off", delaySeeds: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const nowMs = Date.UTC(2026, 0, 12, 3) + seed * 29 * HOUR_MS;
    const world = await startWorld([
      ...["--seed", String(seed), "--now", new Date(nowMs).toISOString(), "--hours", "48"],
      ...["--regions", "us-east-1", "--quotas", "off", "--incidents", incidents],
    ]);
    try {
      answers.push(await scoreIn(world.url, nowMs, seed <= delaySeeds));
    } finally {
      await world.stop();
    }
  }
  return answers;
}

const tsx = new URL("../../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;

async function scoreIn(url: string, nowMs: number, delay: boolean): Promise<Answer> {
  const { code, output } = await runQuiet(
    process.execPath,
    [
      ...["--conditions=react-server", "--import", tsx, `${root}lib/tools/bench/spikes-worker.ts`],
      ...[url, String(nowMs), delay ? "delay" : "no-delay"],
    ],
    { ...sandboxEnvironment(url, ["us-east-1"]), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "1" },
  );
  if (code !== 0) throw new Error(output);
  return JSON.parse(output.slice(output.indexOf("{")));
}

function minutes(ms: number): number {
  return ms / MINUTE_MS;
}
