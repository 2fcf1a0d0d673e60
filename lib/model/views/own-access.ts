import type { AccessMode } from "@/lib/model/access";

/** Who may look at this installation, without any secret. */
export interface OwnAccess {
  readonly mode: AccessMode;
  /** Whoever looks at this; null: nobody is asked. */
  readonly viewer: string | null;
  /** Host of the provider of sign-ins. */
  readonly provider: string | null;
  /** Each of them makes a viewer: `groups is ops or platform`. Empty: whoever is signed in. */
  readonly rules: readonly string[];
  readonly hosts: readonly string[];
  /** Every name is answered: people sign in, and no name is listed. */
  readonly anyHost: boolean;
  /** null: no limit. */
  readonly costlyPerMinute: number | null;
  /** null: standard output. */
  readonly auditFile: string | null;
}
