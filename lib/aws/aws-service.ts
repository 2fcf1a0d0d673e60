import "server-only";

export type AwsService =
  | "cloudwatch"
  | "logs"
  | "xray"
  | "lambda"
  | "apigateway"
  | "apigatewayv2"
  | "cloudtrail"
  | "sts";

/** `lambda:ListFunctions`. Operations keep their name; only the prefix follows IAM. */
export function operationName(service: AwsService, operation: string): string {
  return `${iamPrefix(service)}:${operation}`;
}

/** What a policy must allow. API Gateway has one action for all reads [I]. */
export function iamAction(service: AwsService, operation: string): string {
  const prefix = iamPrefix(service);
  return prefix === "apigateway" ? "apigateway:GET" : `${prefix}:${operation}`;
}

function iamPrefix(service: AwsService): string {
  return service === "apigatewayv2" ? "apigateway" : service;
}
