/** What stands above every text, a line of a comment each. */
export const headerLines: readonly string[] = [
  "Proposed by Lambdascope, which creates nothing: read it, change what you know better, and deploy it yourself.",
  "Set the SNS topic that is to hear of the alarms.",
];

export function commented(marker: "#" | "//", lines: readonly string[] = headerLines): string {
  return lines.map((line) => `${marker} ${line}`).join("\n");
}
