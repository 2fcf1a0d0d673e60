import type { ToldFinding } from "@/lib/incidents/incident-input";
import type { Suspects } from "@/lib/incidents/suspect-deployment";
import type { Deployment } from "@/lib/model/deployment";
import type { Subject } from "@/lib/model/subject";
import type { Cause } from "@/lib/model/views/incidents";

/** What is known of a group before it is told. */
export interface Draft {
  readonly group: readonly ToldFinding[];
  /** One, or those that began together without calling each other. */
  readonly leads: readonly Subject[];
  readonly others: readonly Subject[];
  readonly failing: boolean;
  readonly onsetMs: number;
  readonly beganBefore: boolean;
  readonly endMs: number | null;
  readonly suspects: readonly Deployment[];
  readonly cause: Cause | null;
  readonly ruledOut: Suspects["ruledOut"];
}
