import { cdkText } from "@/lib/alarms/proposal/text/cdk";
import { cliText } from "@/lib/alarms/proposal/text/cli";
import { cloudFormationText } from "@/lib/alarms/proposal/text/cloudformation";
import { terraformText } from "@/lib/alarms/proposal/text/terraform";
import type { AlarmTextForm } from "@/lib/model/alarm-concern";
import type { ProposedAlarm } from "@/lib/model/views/missing-alarms";

/** The alarms in one of five forms, which all say the same. */
export function alarmText(form: AlarmTextForm, alarms: readonly ProposedAlarm[], region: string): string {
  switch (form) {
    case "cloudformation":
    case "sam":
      return cloudFormationText(alarms, form);
    case "cdk":
      return cdkText(alarms);
    case "terraform":
      return terraformText(alarms);
    case "cli":
      return cliText(alarms, region);
  }
}

export const formNames = {
  cloudformation: { label: "CloudFormation", file: "missing-alarms.yaml" },
  cdk: { label: "CDK", file: "missing-alarms.ts" },
  sam: { label: "SAM", file: "template.yaml" },
  terraform: { label: "Terraform", file: "missing_alarms.tf" },
  cli: { label: "AWS CLI", file: "missing-alarms.sh" },
} as const satisfies Record<AlarmTextForm, { readonly label: string; readonly file: string }>;
