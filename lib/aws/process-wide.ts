import "server-only";

export { processWide } from "@/lib/config/process-wide";
