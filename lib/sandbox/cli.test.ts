import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it, vi } from "vitest";

vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL("../..", import.meta.url));
const started: ChildProcess[] = [];

afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
});

/** The command as `npm run sandbox` runs it, with what it has printed so far. */
function sandboxCommand(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/sandbox/cli.ts", ...args], { cwd: root });
  started.push(child);
  const printed = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    printed.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    printed.err += chunk;
  });
  const exit = once(child, "close").then(([code]) => code);
  return { child, printed, exit };
}

const small = ["--hours", "0.1", "--rps", "1", "--regions", "us-east-1"];

it("prints its address when ready, refuses the same port to a second one, and ends at a signal", async () => {
  const first = sandboxCommand("--port", "0", ...small);
  await expect.poll(() => first.printed.out, { timeout: 60_000 }).toMatch(/^Sandbox ready at http:\S+\n$/);
  const [url = "", port = ""] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(first.printed.out) ?? [];
  expect((await fetch(`${url}/_sandbox/health`)).status).toBe(200);

  const second = sandboxCommand("--port", port, ...small);
  expect(await second.exit).toBe(1);
  expect(second.printed.err).toContain(`Port ${port} on 127.0.0.1 is taken`);

  first.child.kill("SIGINT");
  expect(await first.exit).toBe(0);
  expect(first.printed.err).toBe("");
});

it("tells a mistake in one line and the way to help", async () => {
  const { printed, exit } = sandboxCommand("--rps", "many");
  expect(await exit).toBe(1);
  expect(printed.err).toBe(
    "--rps must be a number from 0 to 200, not 'many'.\nSee: npm run sandbox -- --help\n",
  );
});
