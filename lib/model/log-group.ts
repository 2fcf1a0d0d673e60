/** What DescribeLogGroups tells. */
export interface LogGroupInfo {
  readonly name: string;
  /** Without a closing `:*`. */
  readonly arn: string | null;
  readonly createdMs: number | null;
  /** null: events never expire. */
  readonly retentionDays: number | null;
  /** As of about the last midnight. */
  readonly storedBytes: number | null;
  /** STANDARD, INFREQUENT_ACCESS, or DELIVERY, which keeps nothing to read. */
  readonly logClass: string;
}

export interface LogStreamInfo {
  readonly name: string;
  readonly firstEventMs: number | null;
  /** Up to an hour late. [M DescribeLogStreams] */
  readonly lastEventMs: number | null;
  readonly lastIngestionMs: number | null;
}
