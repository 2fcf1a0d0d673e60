import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { alarmNames } from "@/lib/alarms/proposal/alarm-name";
import { proposeAlarm } from "@/lib/alarms/proposal/propose";
import type { SubjectMetrics } from "@/lib/alarms/proposal/subject-metrics";
import { alarmText } from "@/lib/alarms/proposal/text/alarm-text";
import { type AlarmTextForm, alarmTextForms, concerns } from "@/lib/model/alarm-concern";
import type { ProposedAlarm } from "@/lib/model/views/missing-alarms";
import { functionMetrics, stageMetrics } from "@/lib/testing/alarm-subjects";
import { noiseOf } from "@/lib/testing/noise";

/** What a text says of one alarm, as its own language reads it. */
interface Said {
  readonly name: unknown;
  readonly description: unknown;
  /** By id; `m1` of a plain alarm. */
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly expression: unknown;
  readonly rule: readonly unknown[];
}
interface Metric {
  readonly namespace: unknown;
  readonly name: unknown;
  readonly dimensions: unknown;
  readonly statistic: unknown;
  readonly period: unknown;
}

/** The same of a proposal. */
function meant(alarm: ProposedAlarm): Said {
  const { figure } = alarm;
  const metric = ({ namespace, name, dimensions, statistic }: ProposedAlarmMetric): Metric => ({
    ...{ namespace, name, dimensions, statistic },
    period: alarm.periodMs / 1000,
  });
  return {
    name: alarm.name,
    description: alarm.description,
    metrics:
      figure.kind === "metric"
        ? { m1: metric(figure.metric) }
        : { failures: metric(figure.failures), requests: metric(figure.requests) },
    expression: figure.kind === "metric" ? null : figure.expression,
    rule: [alarm.threshold, alarm.evaluationPeriods, alarm.datapointsToAlarm],
  };
}
type ProposedAlarmMetric = Extract<ProposedAlarm["figure"], { kind: "metric" }>["metric"];

type Json = Readonly<Record<string, unknown>>;
const at = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Json)[key] : undefined;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function dimensionsOf(pairs: unknown): unknown {
  return Object.fromEntries(list(pairs).map((pair) => [at(pair, "Name"), at(pair, "Value")]));
}

/** CloudFormation's words, which are also the API's and the CLI's. */
function saidByProperties(own: Json): Said {
  const queries = list(own.Metrics);
  const stats = queries.filter((query) => at(query, "MetricStat") !== undefined);
  const plain = {
    namespace: own.Namespace,
    name: own.MetricName,
    dimensions: dimensionsOf(own.Dimensions),
    statistic: own.Statistic ?? own.ExtendedStatistic,
    period: own.Period,
  };
  const math = Object.fromEntries(
    stats.map((query) => {
      const stat = at(query, "MetricStat");
      const metric = at(stat, "Metric");
      const said: Metric = {
        namespace: at(metric, "Namespace"),
        name: at(metric, "MetricName"),
        dimensions: dimensionsOf(at(metric, "Dimensions")),
        statistic: at(stat, "Stat"),
        period: at(stat, "Period"),
      };
      return [String(at(query, "Id")), said];
    }),
  );
  expect(own.ComparisonOperator).toBe("GreaterThanOrEqualToThreshold");
  expect(own.TreatMissingData).toBe("notBreaching");
  // CloudWatch takes exactly one query that returns data.
  if (queries.length > 0) expect(queries.filter((query) => at(query, "ReturnData") === true)).toHaveLength(1);
  return {
    name: own.AlarmName,
    description: own.AlarmDescription,
    metrics: queries.length === 0 ? { m1: plain } : math,
    expression:
      at(
        queries.find((query) => at(query, "Expression") !== undefined),
        "Expression",
      ) ?? null,
    rule: [own.Threshold, own.EvaluationPeriods, own.DatapointsToAlarm],
  };
}

function saidByYaml(text: string): readonly Said[] {
  const tag = { tag: "!Ref", resolve: (name: string) => ({ Ref: name }) };
  const template: unknown = parseYaml(text, { customTags: [tag] });
  expect(at(at(template, "Parameters"), "AlarmTopicArn")).toMatchObject({ Type: "String" });
  return Object.entries(at(template, "Resources") as Json).map(([id, resource]) => {
    expect(id).toMatch(/^[A-Za-z0-9]{1,255}$/);
    expect(at(resource, "Type")).toBe("AWS::CloudWatch::Alarm");
    const own = at(resource, "Properties") as Json;
    expect(own.AlarmActions).toEqual([{ Ref: "AlarmTopicArn" }]);
    return saidByProperties(own);
  });
}

/** Words of a POSIX shell, without expansion but for the one variable. */
function shellCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | null = null;
  for (let i = 0; i < text.length; i++) {
    const here = text[i] ?? "";
    const take = (piece: string) => {
      word = (word ?? "") + piece;
    };
    if (here === "\\") {
      i++;
      if (text[i] !== "\n") take(text[i] ?? "");
    } else if (here === "'") {
      const end = text.indexOf("'", i + 1);
      take(text.slice(i + 1, end));
      i = end;
    } else if (here === '"') {
      const end = text.indexOf('"', i + 1);
      take(text.slice(i + 1, end));
      i = end;
    } else if (here === "#" && word === null) {
      i = text.indexOf("\n", i) - 1;
    } else if (here === " " || here === "\n") {
      if (word !== null) commands.at(-1)?.push(word);
      word = null;
      if (here === "\n") commands.push([]);
    } else {
      // Nothing that a shell would expand, redirect or run stands outside quotes.
      expect("$`&|;<>()*?[]{}!~\t").not.toContain(here);
      take(here);
    }
  }
  return commands.filter((command) => command.length > 0);
}

function saidByShell(text: string): readonly Said[] {
  const [topic, ...commands] = shellCommands(text);
  expect(topic).toEqual(["ALARM_TOPIC_ARN=arn:aws:sns:eu-west-1:ACCOUNT_ID:TOPIC_NAME"]);
  return commands.map(([aws, service, action, ...words]) => {
    expect([aws, service, action]).toEqual(["aws", "cloudwatch", "put-metric-alarm"]);
    const options: Record<string, string> = {};
    for (let i = 0; i < words.length; i += 2) {
      const [name = "", value = ""] = [words[i], words[i + 1]];
      expect(name).toMatch(/^--[a-z-]+$/);
      // The CLI would read a file, or take it for an option.
      expect(value).not.toMatch(/^(file|fileb|https?):\/\/|^-/);
      options[name.slice(2)] = value;
    }
    expect(options["alarm-actions"]).toBe("$ALARM_TOPIC_ARN");
    const json = (name: string): unknown => JSON.parse(options[name] ?? "null");
    return saidByProperties({
      AlarmName: options["alarm-name"],
      AlarmDescription: options["alarm-description"],
      Namespace: options.namespace,
      MetricName: options["metric-name"],
      Dimensions: json("dimensions"),
      Statistic: options.statistic,
      ExtendedStatistic: options["extended-statistic"],
      Period: options.period && Number(options.period),
      Metrics: json("metrics") ?? undefined,
      Threshold: Number(options.threshold),
      EvaluationPeriods: Number(options["evaluation-periods"]),
      DatapointsToAlarm: Number(options["datapoints-to-alarm"]),
      ComparisonOperator: options["comparison-operator"],
      TreatMissingData: options["treat-missing-data"],
    });
  });
}

/** A quoted template of HCL back to its text; an interpolation that is not ours fails. */
function hclString(written: string): string {
  expect(written.replace(/\$\$\{|%%\{/g, "")).not.toMatch(/[$%]\{/);
  return JSON.parse(written.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{"));
}

function saidByTerraform(text: string): readonly Said[] {
  const [head = "", ...blocks] = text.split(/^resource "aws_cloudwatch_metric_alarm" /m);
  expect(head).toContain('variable "alarm_topic_arn" {');
  return blocks.map((block) => {
    expect(block).toMatch(/^"[a-z][a-z0-9_]*" \{\n/);
    const valueIn = (part: string, name: string): unknown => {
      const written = new RegExp(`^ *${name} += (.*)$`, "m").exec(part)?.[1];
      if (written === undefined) return undefined;
      return written.startsWith('"') ? hclString(written) : Number(written);
    };
    const metricIn = (part: string): Metric => ({
      namespace: valueIn(part, "namespace"),
      name: valueIn(part, "metric_name"),
      dimensions: Object.fromEntries(
        [
          ...(/dimensions = \{\n([\s\S]*?)\n *\}\n/.exec(part)?.[1] ?? "").matchAll(/^ *(\w+) += (".*")$/gm),
        ].map(([, key, value]) => [key, hclString(value ?? "")]),
      ),
      statistic: valueIn(part, "stat") ?? valueIn(part, "statistic") ?? valueIn(part, "extended_statistic"),
      period: valueIn(part, "period"),
    });
    const [own = "", ...queries] = block.split(/^ {2}metric_query \{$/m);
    expect(own).toMatch(/^ {2}alarm_actions += \[var\.alarm_topic_arn\]$/m);
    expect(valueIn(own, "comparison_operator")).toBe("GreaterThanOrEqualToThreshold");
    expect(valueIn(own, "treat_missing_data")).toBe("notBreaching");
    const stats = queries.filter((query) => /^ {4}metric \{$/m.test(query));
    return {
      name: valueIn(own, "alarm_name"),
      description: valueIn(own, "alarm_description"),
      metrics:
        queries.length === 0
          ? { m1: metricIn(own) }
          : Object.fromEntries(stats.map((query) => [String(valueIn(query, "id")), metricIn(query)])),
      expression:
        queries.map((query) => valueIn(query, "expression")).find((value) => value !== undefined) ?? null,
      rule: [
        valueIn(own, "threshold"),
        valueIn(own, "evaluation_periods"),
        valueIn(own, "datapoints_to_alarm"),
      ],
    };
  });
}

/** Object literals of the program as values: `new X({…})` is its argument, `Duration.seconds(n)` is n. */
function literalOf(node: ts.Expression): unknown {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const [first] = node.arguments ?? [];
    return first && literalOf(first);
  }
  if (!ts.isObjectLiteralExpression(node)) throw new Error(ts.SyntaxKind[node.kind]);
  return Object.fromEntries(
    node.properties.map((property) => {
      if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name))
        throw new Error("property");
      return [property.name.text, literalOf(property.initializer)];
    }),
  );
}

function saidByCdk(text: string): readonly Said[] {
  const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
  const said: Said[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === "cloudwatch.Alarm") {
      const [, id, props] = node.arguments ?? [];
      if (!id || !props) throw new Error("arguments");
      expect(literalOf(id)).toMatch(/^[A-Za-z0-9]+$/);
      const own = literalOf(props);
      const metric = (value: unknown): Metric => ({
        namespace: at(value, "namespace"),
        name: at(value, "metricName"),
        dimensions: at(value, "dimensionsMap"),
        statistic: at(value, "statistic"),
        period: at(value, "period"),
      });
      const watched = at(own, "metric");
      const using = at(watched, "usingMetrics");
      expect(at(own, "comparisonOperator")).toBe("GREATER_THAN_OR_EQUAL_TO_THRESHOLD");
      expect(at(own, "treatMissingData")).toBe("NOT_BREACHING");
      expect(node.parent.parent.getText()).toContain(".addAlarmAction(tell)");
      said.push({
        name: at(own, "alarmName"),
        description: at(own, "alarmDescription"),
        metrics:
          using === undefined
            ? { m1: metric(watched) }
            : Object.fromEntries(Object.entries(using as Json).map(([name, value]) => [name, metric(value)])),
        expression: at(watched, "expression") ?? null,
        rule: [at(own, "threshold"), at(own, "evaluationPeriods"), at(own, "datapointsToAlarm")],
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("alarms.ts", text, ts.ScriptTarget.Latest, true));
  return said;
}

const readers: Readonly<Record<AlarmTextForm, (text: string) => readonly Said[]>> = {
  cloudformation: saidByYaml,
  sam: saidByYaml,
  cdk: saidByCdk,
  terraform: saidByTerraform,
  cli: saidByShell,
};

/** Of a subject with many requests (a share of them), and of one without data (plain counts). */
function alarmsOf(subjects: readonly SubjectMetrics[]): readonly ProposedAlarm[] {
  const noise = noiseOf(1);
  const each = Array.from({ length: 30 }, (_, i) => i);
  const busy = {
    timesMs: each.map((i) => i * 300_000),
    periodMs: 300_000,
    requests: each.map(() => 500),
    failures: each.map(() => noise.poisson(2)),
    throttles: each.map(() => 0),
    slow: each.map(() => 100 * Math.exp(0.1 * noise.gauss())),
  };
  const nameOf = alarmNames(
    subjects.map(({ subject }) => subject),
    new Set(),
  );
  return subjects.flatMap((metrics, index) =>
    concerns.flatMap(
      (concern) =>
        proposeAlarm(concern, metrics, index % 2 === 0 ? busy : null, nameOf(metrics.subject, concern)) ?? [],
    ),
  );
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: interpolations of other languages
const hostile = [
  "a'b\"c",
  "$(touch x) `id` $HOME",
  "${aws_x.y} %{if true} $${z}",
  "file:///etc/passwd",
  "-rf --help",
  "line\nbreak\ttab\\n\r",
  "!Ref X: [y] #no {z} & * ? | > % @",
  "\u2028\u0085\ufeff\u0000\u007f",
  "ключ – 鍵 🔑",
  "",
  "yes",
  "123",
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: interpolations of other languages

/** No halves of pairs: AWS takes UTF-8. */
const anyCharacter = fc
  .nat(0x10ffff)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

describe.each(alarmTextForms)("%s", (form) => {
  const read = (alarms: readonly ProposedAlarm[]) => readers[form](alarmText(form, alarms, "eu-west-1"));

  it("says what is meant, for plain counts, shares of requests and percentiles", () => {
    const alarms = alarmsOf([
      functionMetrics("pay"),
      functionMetrics("list"),
      stageMetrics("shop"),
      stageMetrics("new"),
    ]);
    expect(alarms.map(({ figure }) => figure.kind)).toContain("percent");
    expect(read(alarms)).toEqual(alarms.map(meant));
  });

  it("is exact for names that mean something to a shell or a parser", () => {
    for (const name of hostile) {
      const alarms = alarmsOf([functionMetrics(name), stageMetrics(name, name), stageMetrics(name)]);
      expect(read(alarms), JSON.stringify(name)).toEqual(alarms.map(meant));
    }
  });

  it("is exact for any name", () => {
    const name = fc.string({
      maxLength: 20,
      unit: fc.oneof(fc.constantFrom(..."'\"\\$%{}`#:-\n ,[]()!&*"), anyCharacter),
    });
    fc.assert(
      fc.property(name, name, (one, other) => {
        const alarms = alarmsOf([functionMetrics(one), stageMetrics(other, one)]);
        expect(read(alarms)).toEqual(alarms.map(meant));
      }),
      { numRuns: 20 },
    );
  });

  it("says that Lambdascope creates nothing", () => {
    expect(alarmText(form, alarmsOf([functionMetrics("pay")]), "eu-west-1")).toContain(
      "which creates nothing",
    );
  });
});

describe("names", () => {
  it("are plain, free, and each once", () => {
    const subjects = ["a b", "a-b", "A B", "鍵", "", "-x-"].map((name) => functionMetrics(name).subject);
    const nameOf = alarmNames(subjects, new Set(["a-b-failures"]));
    const all = subjects.map((subject) => nameOf(subject, "failures"));
    expect(all).toEqual([
      "a-b-failures-2",
      "a-b-failures-3",
      "A-B-failures",
      "alarm-failures",
      "alarm-failures-2",
      "x-failures",
    ]);
  });

  it("of resources differ even where alarms differ by case alone", () => {
    const alarms = alarmsOf([functionMetrics("pay"), functionMetrics("Pay"), functionMetrics("9pay")]);
    const ids = [...alarmText("terraform", alarms, "eu-west-1").matchAll(/^resource "\w+" "(\w+)"/gm)].map(
      ([, id]) => id,
    );
    expect(new Set(ids).size).toBe(alarms.length);
    expect(ids.every((id) => /^[a-z]/.test(id ?? ""))).toBe(true);
  });
});
