import "server-only";

/**
 * What the dashboard's own calls cost, US dollars without tax, us-east-1; the regions compared differ by at most
 * 15 % (Logs Insights) or not at all. Free allowances are not deducted: they are shared with everything else in the account.
 */
export const callPrices = {
  asOf: "2026-11-21",
  source: "https://aws.amazon.com/cloudwatch/pricing/ and https://aws.amazon.com/xray/pricing/",
  /** GetMetricData, per metric requested, also when it has no data. No free allowance. */
  perMetricUsd: 0.01 / 1_000,
  /** ListMetrics, DescribeAlarms and other CloudWatch requests. The first million a month is free. */
  perCloudWatchRequestUsd: 0.01 / 1_000,
  /** Logs Insights, per GB (10⁹ bytes) scanned. Reading log events is free. */
  perGbScannedUsd: 0.005,
  /** Live Tail, per minute of session; 1,800 minutes a month are free. */
  perLiveTailMinuteUsd: 0.01,
  /** X-Ray, per trace whose documents are read (BatchGetTraces). A million a month, with those scanned, is free. */
  perTraceRetrievedUsd: 0.5 / 1_000_000,
  /** X-Ray, per trace that GetTraceSummaries looks at, whether it fits the filter or not. */
  perTraceScannedUsd: 0.5 / 1_000_000,
} as const;
