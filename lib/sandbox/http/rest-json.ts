import type { AwsError, JsonObject, Service } from "@/lib/sandbox/http/contract";
import type { Protocol } from "@/lib/sandbox/http/wire";

/** restJson1: the operation is in the method and path. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export function restJsonProtocol(service: Service["name"]): Protocol {
  return {
    encodeResult: (result, requestId) => ({
      status: 200,
      headers: { "content-type": "application/json", "x-amzn-requestid": requestId },
      body: JSON.stringify(result),
    }),
    encodeError: (error, requestId) => ({
      status: error.status,
      headers: {
        "content-type": "application/json",
        "x-amzn-requestid": requestId,
        "x-amzn-errortype": error.code,
        ...error.headers,
      },
      body: JSON.stringify(errorBody(service, error)),
    }),
  };
}

/** Lambda and X-Ray spell the member `Message`, except Lambda's throttling error and API Gateway [M]. */
function errorBody(service: Service["name"], error: AwsError): JsonObject {
  const capital = (service === "lambda" || service === "xray") && error.code !== "TooManyRequestsException";
  return { [capital ? "Message" : "message"]: error.message, ...error.members };
}
