/** Fields of a segment document that the columns hold in full. */
export const structuralFields = [
  "id",
  "name",
  "trace_id",
  "parent_id",
  "type",
  "start_time",
  "end_time",
  "in_progress",
  "subsegments",
  "namespace",
  "inferred",
  "fault",
  "error",
  "throttle",
] as const;
