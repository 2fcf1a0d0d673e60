import { ArrowUpRight, Bell, CircleCheck, Gauge, type LucideIcon, Rocket, TriangleAlert } from "lucide-react";
import type { IncidentEventKind } from "@/lib/model/views/incidents";

/** Shape and word tell what kind of event it is; colour tells status only. */
export const eventLooks = {
  onset: { icon: TriangleAlert, word: "Onset", text: "text-critical" },
  end: { icon: CircleCheck, word: "End", text: "text-ink-2" },
  deployment: { icon: Rocket, word: "Deployment", text: "text-ink" },
  limit: { icon: Gauge, word: "Limit", text: "text-warning" },
  alarm: { icon: Bell, word: "Alarm", text: "text-ink-2" },
  recovery: { icon: ArrowUpRight, word: "Better", text: "text-ink-2" },
} as const satisfies Record<
  IncidentEventKind,
  { readonly icon: LucideIcon; readonly word: string; readonly text: string }
>;
