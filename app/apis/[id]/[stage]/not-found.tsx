import { MissingSubject } from "@/components/shell/missing-subject";

export default function ApiNotFound() {
  return <MissingSubject kind="API stage" />;
}
