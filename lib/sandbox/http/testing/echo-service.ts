import { AwsError, type Service } from "@/lib/sandbox/http/contract";

/** Stands in for CloudWatch in protocol tests: `ListMetrics` answers with its input, the others with fixed things. */
export const echoCloudWatch: Service = {
  name: "cloudwatch",
  operations: {
    ListMetrics: (input, { region }) => ({ Echo: JSON.stringify(input), Region: region }),
    GetMetricData: () => ({
      MetricDataResults: [
        { Id: "m1", Label: "a < b & c", Timestamps: [1_768_478_400, 1_768_478_460.5], Values: [1, 2.5] },
        { Id: "m2", Timestamps: [], Values: [], Label: undefined },
      ],
      Messages: [],
    }),
    GetMetricStatistics: () => ({
      Label: "Duration",
      Datapoints: [{ Timestamp: 1_768_478_400, Sum: 3, ExtendedStatistics: { p99: 2 } }],
    }),
    DescribeAlarms: () => {
      throw new AwsError("InvalidParameterValueException", "MaxRecords <too> large");
    },
    DescribeAlarmHistory: () => {
      throw new Error("a defect");
    },
  },
};
