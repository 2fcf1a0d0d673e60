const ZERO_S = 1_768_478_400;
const TRACE_ID = "1-6968d6c0-00000000000000000000beef";

/**
 * Segment documents of one trace of about `spans` drawn spans, as a busy order would leave them: functions of some twenty
 * calls each under one another, every call with its inferred segment, about 500 bytes of JSON a span.
 */
export function traceDocuments(spans: number): string[] {
  const documents: string[] = [];
  let made = 0;
  let at = 0;
  const id = () => (++made).toString(16).padStart(16, "0");
  const time = (ms: number) => ZERO_S + Math.round(ms * 1000) / 1e6;
  let parents: string[] = [];
  let counted = 0;
  while (counted < spans) {
    const parent = parents[at % Math.max(1, parents.length)];
    const startMs = at * 3;
    const callIds: string[] = [];
    const serviceId = id();
    const functionId = id();
    const name = `service-${at % 40}`;
    const calls = Array.from({ length: 18 }, (_, index) => {
      const call = {
        id: id(),
        name: "DynamoDB",
        start_time: time(startMs + 2 + index * 2),
        end_time: time(startMs + 3.5 + index * 2),
        namespace: "aws",
        http: { response: { status: 200 } },
        aws: {
          retries: 0,
          region: "us-east-1",
          operation: "GetItem",
          request_id: `${functionId}${index}vv4kqnso5aemvjf66q9a`.toUpperCase(),
          table_name: `table-${index}`,
          resource_names: [`table-${index}`],
        },
      };
      callIds.push(call.id);
      documents.push(
        JSON.stringify({
          ...call,
          id: id(),
          trace_id: TRACE_ID,
          parent_id: call.id,
          inferred: true,
          origin: "AWS::DynamoDB::Table",
          namespace: undefined,
        }),
      );
      return call;
    });
    documents.push(
      JSON.stringify({
        id: serviceId,
        name,
        trace_id: TRACE_ID,
        parent_id: parent,
        start_time: time(startMs),
        end_time: time(startMs + 42),
        http: { response: { status: 200 } },
        aws: { request_id: `00000000-0000-4000-8000-${functionId.slice(4)}` },
        origin: "AWS::Lambda",
      }),
      JSON.stringify({
        id: functionId,
        name,
        trace_id: TRACE_ID,
        parent_id: serviceId,
        start_time: time(startMs + 1),
        end_time: time(startMs + 42),
        aws: {
          function_arn: `arn:aws:lambda:us-east-1:210987654321:function:${name}`,
          resource_names: [name],
        },
        annotations: { "aws.responseLatency": 40, "aws.responseDuration": 0.2, "aws.runtimeOverhead": 0.8 },
        metadata: { default: { note: "what the code wished to remember of this invocation", step: at } },
        origin: "AWS::Lambda::Function",
        subsegments: calls,
      }),
    );
    // The function, its wait, 18 calls, two parts that the annotations tell of.
    counted += 22;
    at++;
    parents = at % 7 === 1 ? callIds : [...parents, ...callIds.slice(0, 2)].slice(-200);
  }
  return documents;
}
