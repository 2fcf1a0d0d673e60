import { HELP, parseCli } from "@/lib/sandbox/cli-options";
import { PortTakenError } from "@/lib/sandbox/http/listen";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { type SandboxOptions, startSandbox } from "@/lib/sandbox/start-sandbox";

const request = parseCli(process.argv.slice(2));
switch (request.kind) {
  case "help":
    process.stdout.write(HELP);
    break;
  case "mistake":
    fail(`${request.message}\nSee: npm run sandbox -- --help`);
    break;
  case "start":
    await run(request.options);
}

async function run(options: SandboxOptions): Promise<void> {
  // A signal during the start, which takes seconds for a big world, ends the process by itself.
  const sandbox = await startSandbox(options).catch((error: unknown) => {
    if (!(error instanceof PortTakenError)) throw error;
    fail(`${error.message} Choose another one with --port, or --port 0 for any free one.`);
    return undefined;
  });
  if (sandbox === undefined) return;
  console.log(`Sandbox ready at ${sandbox.url}`);
  process.once("SIGINT", () => stop(sandbox));
  process.once("SIGTERM", () => stop(sandbox));
}

async function stop(sandbox: Sandbox): Promise<void> {
  await sandbox.close();
  process.exit(0);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
