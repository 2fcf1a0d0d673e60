/**
 * What the untyped wire forms of CloudWatch (Query parameters, CBOR) need to know about its fields [M]. A field of one
 * name has one type throughout the operations that the sandbox answers, so that no table per shape is needed.
 */

/** Instants: epoch seconds in services, ISO text in Query, tag 1 in CBOR. */
export const TIMESTAMP_FIELDS: ReadonlySet<string> = new Set([
  "StartTime",
  "EndTime",
  "StartDate",
  "EndDate",
  "Timestamp",
  "Timestamps",
  "StateUpdatedTimestamp",
  "StateTransitionedTimestamp",
  "AlarmConfigurationUpdatedTimestamp",
]);

export const NUMBER_FIELDS: ReadonlySet<string> = new Set([
  "Period",
  "MaxDatapoints",
  "MaxRecords",
  "MaxResults",
]);

export const BOOLEAN_FIELDS: ReadonlySet<string> = new Set(["ReturnData", "IncludeLinkedAccounts"]);

/** Lists, which Query writes as `Name=` when they are empty. */
export const LIST_FIELDS: ReadonlySet<string> = new Set([
  "AlarmNames",
  "AlarmTypes",
  "Dimensions",
  "ExtendedStatistics",
  "MetricDataQueries",
  "Statistics",
]);

/** Answers that are maps with free keys: XML writes them as `<entry><key/><value/></entry>`. */
export const MAP_FIELDS: ReadonlySet<string> = new Set(["ExtendedStatistics"]);
