import { parseArgs } from "node:util";
import { type SandboxOptions, sandboxDefaults } from "@/lib/sandbox/start-sandbox";
import { type TrafficRhythm, trafficRhythms } from "@/lib/sandbox/world/simulation/traffic";

export const CLI_PORT = 4_700;

export const HELP = `Usage: npm run sandbox -- [options]

An AWS account in a box: a simulated shop on Lambda and API Gateway, served on
127.0.0.1 in the protocols of AWS. Point any AWS client at its address.

  --port <n>         port to listen on, 0 for any free one (${CLI_PORT})
  --seed <n>         the same seed gives the same shop (${sandboxDefaults.seed})
  --now <time>       freeze the clock, e.g. 2026-01-15T12:00:00Z (runs live)
  --hours <n>        hours of history (${sandboxDefaults.hours})
  --rps <n>          mean API requests a second (${sandboxDefaults.rps})
  --functions <n>    functions at least; fillers make up the number (the shop's own)
  --regions <list>   regions in which the shop runs (${sandboxDefaults.regions.join(",")})
  --account-id <n>   twelve digits, to play one account of several (${sandboxDefaults.accountId})
  --latency-ms <n>   wait before every answer (${sandboxDefaults.latencyMs})
  --quotas on|off    AWS's request quotas and throttling errors (on)
  --incidents on|off things that go badly wrong at known times (on)
  --rhythm daily|steady
                     traffic with the hour of the day, or always the mean (daily)
  --transaction-search
                     spans go to the log group aws/spans; X-Ray indexes some
  --help             this text
`;

/** What the command line asks for: help, a mistake to tell, or options. */
export type CliRequest =
  | { readonly kind: "help" }
  | { readonly kind: "mistake"; readonly message: string }
  | { readonly kind: "start"; readonly options: SandboxOptions };

class Mistake extends Error {}

/** Reads the arguments after the program's name. */
export function parseCli(args: readonly string[]): CliRequest {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        seed: { type: "string" },
        now: { type: "string" },
        hours: { type: "string" },
        rps: { type: "string" },
        functions: { type: "string" },
        regions: { type: "string" },
        "account-id": { type: "string" },
        "latency-ms": { type: "string" },
        quotas: { type: "string" },
        incidents: { type: "string" },
        rhythm: { type: "string" },
        "transaction-search": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help) return { kind: "help" };
    const nowMs = instant("--now", values.now);
    return {
      kind: "start",
      options: {
        port: whole("--port", values.port, CLI_PORT, 0, 65_535),
        seed: whole("--seed", values.seed, sandboxDefaults.seed, 0, 2 ** 31 - 1),
        ...(nowMs === undefined ? {} : { nowMs }),
        hours: decimal("--hours", values.hours, sandboxDefaults.hours, 0.1, 24 * 31),
        rps: decimal("--rps", values.rps, sandboxDefaults.rps, 0, 200),
        functions: whole("--functions", values.functions, sandboxDefaults.functions, 0, 5_000),
        regions: regionList("--regions", values.regions),
        accountId: accountId("--account-id", values["account-id"]),
        latencyMs: decimal("--latency-ms", values["latency-ms"], sandboxDefaults.latencyMs, 0, 60_000),
        quotas: onOff("--quotas", values.quotas, sandboxDefaults.quotas),
        incidents: onOff("--incidents", values.incidents, sandboxDefaults.incidents),
        rhythm: trafficRhythm("--rhythm", values.rhythm),
        transactionSearch: values["transaction-search"] ?? sandboxDefaults.transactionSearch,
      },
    };
  } catch (error) {
    // parseArgs throws a TypeError with a good message for unknown options and missing values.
    if (error instanceof Mistake || error instanceof TypeError) {
      return { kind: "mistake", message: error.message };
    }
    throw error;
  }
}

function decimal(
  name: string,
  text: string | undefined,
  missing: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return missing;
  const value = Number(text);
  if (text.trim() === "" || !(value >= least && value <= most)) {
    throw new Mistake(`${name} must be a number from ${least} to ${most}, not '${text}'.`);
  }
  return value;
}

function whole(name: string, text: string | undefined, missing: number, least: number, most: number): number {
  const value = decimal(name, text, missing, least, most);
  if (!Number.isInteger(value)) throw new Mistake(`${name} must be a whole number, not '${text}'.`);
  return value;
}

function onOff(name: string, text: string | undefined, missing: boolean): boolean {
  if (text === undefined) return missing;
  if (text !== "on" && text !== "off") throw new Mistake(`${name} must be on or off, not '${text}'.`);
  return text === "on";
}

function trafficRhythm(name: string, text: string | undefined): TrafficRhythm {
  if (text === undefined) return sandboxDefaults.rhythm;
  const rhythm = trafficRhythms.find((one) => one === text);
  if (rhythm === undefined)
    throw new Mistake(`${name} must be ${trafficRhythms.join(" or ")}, not '${text}'.`);
  return rhythm;
}

function instant(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Date.parse(text);
  if (!Number.isFinite(value)) {
    throw new Mistake(`${name} must be a time such as 2026-01-15T12:00:00Z, not '${text}'.`);
  }
  return value;
}

function accountId(name: string, text: string | undefined): string {
  if (text === undefined) return sandboxDefaults.accountId;
  if (!/^\d{12}$/.test(text)) throw new Mistake(`${name} must be twelve digits, not '${text}'.`);
  return text;
}

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

function regionList(name: string, text: string | undefined): readonly string[] {
  if (text === undefined) return sandboxDefaults.regions;
  const names = [...new Set(text.split(",").map((part) => part.trim()))];
  const strange = names.find((region) => !REGION.test(region));
  if (strange !== undefined) {
    throw new Mistake(
      `${name} must be regions such as ${sandboxDefaults.regions.join(",")}, not '${strange}'.`,
    );
  }
  return names;
}
