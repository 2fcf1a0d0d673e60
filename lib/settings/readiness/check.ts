import type { ReadinessCheck } from "@/lib/model/views/settings";

/** What could not be read of what a check is about, in words: `the stages of 2 APIs`; null: all was read. */
export type Unread = string | null;

/** Nothing asks for a change; of what could not be read nothing is known, so that it is never called ready. */
export function quietCheck(
  base: Pick<ReadinessCheck, "key" | "title" | "why">,
  sentence: string,
  unread: Unread,
): ReadinessCheck {
  return {
    ...base,
    state: unread === null ? "ready" : "unknown",
    sentence: unread === null ? sentence : `${sentence} Not known of ${unread}.`,
    caution: null,
    subjects: [],
    fixes: [],
    link: null,
  };
}

export function unknownCheck(
  base: Pick<ReadinessCheck, "key" | "title" | "why">,
  reason: string,
): ReadinessCheck {
  return {
    ...base,
    state: "unknown",
    sentence: `Cannot tell: ${reason}`,
    caution: null,
    subjects: [],
    fixes: [],
    link: null,
  };
}

/** ` Not known of …` behind a sentence. */
export function andUnread(unread: Unread): string {
  return unread === null ? "" : ` Not known of ${unread}.`;
}

/** `1 function`, `12 functions`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
