import { httpApiRoutes } from "@/lib/sandbox/api-gateway/http-routes";
import { httpApis } from "@/lib/sandbox/api-gateway/http-service";
import { restApiRoutes } from "@/lib/sandbox/api-gateway/rest-routes";
import { restApis } from "@/lib/sandbox/api-gateway/rest-service";
import { cloudtrail } from "@/lib/sandbox/cloudtrail/service";
import { cloudwatch } from "@/lib/sandbox/cloudwatch/service";
import type { Service } from "@/lib/sandbox/http/contract";
import type { RestRoutes } from "@/lib/sandbox/http/dispatch";
import { xrayRoutes } from "@/lib/sandbox/http/xray-routes";
import { lambdaRoutes } from "@/lib/sandbox/lambda/routes";
import { lambda } from "@/lib/sandbox/lambda/service";
import { logs } from "@/lib/sandbox/logs/service";
import { sts } from "@/lib/sandbox/sts/service";
import { xray } from "@/lib/sandbox/xray/service";

/** Everything that the sandbox speaks. */
export const services: readonly Service[] = [
  cloudwatch,
  logs,
  xray,
  lambda,
  restApis,
  httpApis,
  cloudtrail,
  sts,
];

/** Paths of the services that speak REST. */
export const restRoutes: RestRoutes = {
  lambda: lambdaRoutes,
  apigateway: restApiRoutes,
  apigatewayv2: httpApiRoutes,
  xray: xrayRoutes,
};
