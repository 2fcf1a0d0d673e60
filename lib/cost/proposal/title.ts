import type { Proposal } from "@/lib/model/cost-proposal";

/** What is proposed, in a few words: `Memory 1,024 MB`. */
export function proposalTitle(proposal: Proposal): string {
  switch (proposal.kind) {
    case "arm64":
      return "Move to arm64";
    case "memory":
      return `Memory ${count(proposal.memoryMb)} MB`;
    case "timeout":
      return `Timeout ${count(proposal.timeoutMs / 1000)} s`;
    case "provisioned": {
      const { concurrency, hoursPerDay } = proposal;
      if (concurrency === 0) return "No provisioned concurrency";
      const hours = hoursPerDay === 24 ? "" : `, ${hoursPerDay} hours a day`;
      return `Provisioned concurrency ${count(concurrency)}${hours}`;
    }
    case "snap-start":
      return "SnapStart";
    case "traffic":
      return `Traffic × ${count(proposal.factor)}`;
    case "http-api":
      return "REST API → HTTP API";
    case "log-volume":
      return `Log volume × ${count(proposal.factor)}`;
    case "retention":
      return `Keep logs ${count(proposal.days)} ${proposal.days === 1 ? "day" : "days"}`;
    case "savings-plan": {
      const paid = proposal.payment === "no-upfront" ? "nothing upfront" : "all upfront";
      return `Savings Plan for ${count(proposal.committedShare * 100)} %, ${paid}`;
    }
  }
}

function count(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 3 });
}
