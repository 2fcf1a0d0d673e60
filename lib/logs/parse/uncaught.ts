import { isUncaughtJson, startsWithJavaStack } from "@/lib/logs/parse/json-app";
import { parseJsonObject } from "@/lib/logs/parse/json-value";
import { textHead } from "@/lib/logs/parse/text-head";

const NODE_WORDS = ["Invoke Error", "Uncaught Exception", "Unhandled Promise Rejection"];
const RUBY = "Error raised from handler method";

/**
 * Whether an application line is what a runtime prints when the handler throws: REPORT says nothing of a plain
 * exception. Cheap for lines that are not. [R each]
 */
export function isUncaught(text: string): boolean {
  switch (text.charCodeAt(0)) {
    case 123: // {
      return mayBeUncaughtJson(text) && isUncaughtOf(text);
    case 91: // [
      return text.startsWith("[ERROR] ") && textHead(text).family === "python-uncaught";
    case 69: // E
      if (text.startsWith(RUBY)) return true;
      break;
    default:
  }
  const head = textHead(text);
  if (head.family === "node-or-dotnet") {
    if (head.level < 5) return false;
    return (
      NODE_WORDS.some((words) => text.startsWith(words, head.messageAt)) ||
      isDotnetStack(text, head.messageAt)
    );
  }
  if (head.family === "go") {
    return (
      text.startsWith('{"errorMessage":', head.messageAt) || text.startsWith('{"errorType":', head.messageAt)
    );
  }
  return head.family === "none" && startsWithJavaStack(text);
}

function mayBeUncaughtJson(text: string): boolean {
  return (
    text.includes('"errorType"') ||
    text.includes("\\n\\tat ") ||
    NODE_WORDS.some((words) => text.includes(words))
  );
}

function isUncaughtOf(text: string): boolean {
  const line = parseJsonObject(text);
  return line !== null && isUncaughtJson(line);
}

/** `Type: message`, then `   at …`: a logged exception has the log's own message in front. */
function isDotnetStack(text: string, from: number): boolean {
  const end = text.indexOf("\n", from);
  if (end < 0 || !/^\s+at /.test(text.slice(end + 1, end + 12))) return false;
  return /^[A-Za-z_][\w.`+]*: /.test(text.slice(from, Math.min(end, from + 400)));
}
