import {
  Box,
  Cloud,
  Code,
  Cog,
  Database,
  DoorOpen,
  Globe,
  History,
  Hourglass,
  Layers,
  type LucideIcon,
  Snowflake,
  SquareFunction,
  User,
} from "lucide-react";
import type { SpanKind } from "@/lib/model/trace";

const looks: Readonly<Record<SpanKind, { readonly icon: LucideIcon; readonly word: string }>> = {
  client: { icon: User, word: "Client" },
  gateway: { icon: DoorOpen, word: "API Gateway" },
  "lambda-service": { icon: Layers, word: "Lambda service" },
  function: { icon: SquareFunction, word: "Function" },
  init: { icon: Snowflake, word: "Init (cold start)" },
  restore: { icon: History, word: "Restore (cold start)" },
  overhead: { icon: Cog, word: "Lambda overhead" },
  queue: { icon: Hourglass, word: "Waiting in a queue" },
  aws: { icon: Cloud, word: "AWS call" },
  remote: { icon: Globe, word: "Remote call" },
  sql: { icon: Database, word: "Database" },
  code: { icon: Code, word: "Own code" },
  service: { icon: Box, word: "Service" },
};

export function kindWord(kind: SpanKind): string {
  return looks[kind].word;
}

export function KindIcon({ kind }: { readonly kind: SpanKind }) {
  const { icon: Icon, word } = looks[kind];
  return (
    <span role="img" aria-label={word} title={word} className="inline-flex shrink-0 text-ink-3">
      <Icon className="size-3.5" aria-hidden />
    </span>
  );
}
