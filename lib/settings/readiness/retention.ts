import { formatUsd } from "@/lib/base/format-money";
import { formatBytes } from "@/lib/base/format-size";
import { shellWord, yamlText } from "@/lib/base/literals";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { ReadinessCheck } from "@/lib/model/views/settings";
import { andUnread, counted, quietCheck, type Unread } from "@/lib/settings/readiness/check";

/** What keeping a byte for a month costs; null where no price is known. */
export interface StoragePrice {
  readonly usdPerByteMonth: number;
  readonly asOf: string;
}

const MOST_COMMANDS = 200;
const DAYS = 30;

const base = {
  key: "retention",
  title: "Log retention",
  why: "A group without retention keeps every event and is charged for it each month, more in each than in the one before.",
} as const;

/** Groups that never expire, the largest first. */
export function retentionCheck(
  groups: readonly LogGroupInfo[],
  price: StoragePrice | null,
  region: string,
  unread: Unread,
): ReadinessCheck {
  const keeping = groups
    .filter(({ retentionDays, logClass }) => retentionDays === null && logClass !== "DELIVERY")
    .sort((a, b) => (b.storedBytes ?? -1) - (a.storedBytes ?? -1));
  if (keeping.length === 0) {
    return quietCheck(
      base,
      groups.length === 0 ? "There is no log group." : `${counted(groups.length, "log group")}: all expire.`,
      unread,
    );
  }
  const bytes = keeping.reduce((sum, { storedBytes }) => sum + (storedBytes ?? 0), 0);
  const unsized = keeping.filter(({ storedBytes }) => storedBytes === null).length;
  return {
    ...base,
    state: "todo",
    sentence: `${keeping.length} of ${counted(groups.length, "log group")} never ${keeping.length === 1 ? "expires" : "expire"}: ${formatBytes(bytes)}${costText(bytes, price)}${unsized > 0 ? `, and ${counted(unsized, "group")} of unknown size` : ""}.${andUnread(unread)}`,
    caution:
      "Events older than the retention are deleted for good: set it as long as anyone looks back. Sizes are those of about the last midnight.",
    subjects: keeping.map(({ name, storedBytes }) => ({
      name,
      path: null,
      detail:
        storedBytes === null
          ? "size not known"
          : `${formatBytes(storedBytes)}${costText(storedBytes, price).replace(/ \(.*\)$/, "")}`,
      paste: null,
    })),
    fixes: [
      {
        label: "AWS CLI",
        text: keeping
          .slice(0, MOST_COMMANDS)
          .map(
            ({ name }) =>
              `aws logs put-retention-policy --region ${shellWord(region)} --log-group-name ${shellWord(name)} --retention-in-days ${DAYS}`,
          )
          .join("\n"),
      },
      {
        label: "CloudFormation",
        text: [
          "# A group that Lambda made belongs to no stack: import it, or set its retention by command.",
          "Resources:",
          ...keeping
            .slice(0, MOST_COMMANDS)
            .flatMap(({ name }, index) => [
              `  LogGroup${index + 1}:`,
              "    Type: AWS::Logs::LogGroup",
              "    DeletionPolicy: Retain",
              "    Properties:",
              `      LogGroupName: ${yamlText(name)}`,
              `      RetentionInDays: ${DAYS}`,
            ]),
        ].join("\n"),
      },
    ],
    link: null,
  };
}

function costText(bytes: number, price: StoragePrice | null): string {
  if (price === null) return ", price not known";
  return `, up to ${formatUsd(bytes * price.usdPerByteMonth)} a month (price of ${price.asOf})`;
}
