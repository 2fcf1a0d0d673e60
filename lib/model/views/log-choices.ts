/** What the Logs page offers to read. `key` is one part of the parameter `src`. */
export interface LogChoice {
  readonly key: string;
  readonly label: string;
  /** The log group, or why there is nothing in it. */
  readonly detail: string;
}

export interface LogChoices {
  readonly functions: readonly LogChoice[];
  readonly accessLogs: readonly LogChoice[];
  readonly executionLogs: readonly LogChoice[];
  /** Groups that belong to none of the above. */
  readonly groups: readonly LogChoice[];
}
