import { hexOf } from "@/lib/sandbox/logs/hash";
import type { FunctionDef } from "@/lib/sandbox/world/types";

/** `arn:aws:lambda:us-east-1::runtime:<64 hex>`: one per runtime version and region. */
export function runtimeVersionArn(fn: FunctionDef, region: string): string {
  return `arn:aws:lambda:${region}::runtime:${hexOf(`${region}/${fn.runtimeVersion}`, 64)}`;
}

export type RuntimeFamily = "nodejs" | "python" | "java" | "dotnet" | "ruby" | "provided";

/** Which language's runtime formats the log lines. An unknown name counts as a custom runtime: raw output. */
export function runtimeFamily(runtime: string): RuntimeFamily {
  if (runtime.startsWith("nodejs")) return "nodejs";
  if (runtime.startsWith("python")) return "python";
  if (runtime.startsWith("java")) return "java";
  if (runtime.startsWith("dotnet")) return "dotnet";
  if (runtime.startsWith("ruby")) return "ruby";
  return "provided";
}
