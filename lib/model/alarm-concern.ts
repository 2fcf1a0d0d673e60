/** What should not happen unnoticed. */
export const concerns = ["failures", "throttles", "duration"] as const;
export type Concern = (typeof concerns)[number];

/** How a proposed alarm can be taken along. */
export const alarmTextForms = ["cloudformation", "cdk", "sam", "terraform", "cli"] as const;
export type AlarmTextForm = (typeof alarmTextForms)[number];
