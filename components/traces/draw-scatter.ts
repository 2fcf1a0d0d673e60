import { type MarkShape, outcomeLooks } from "@/components/traces/outcome-look";
import type { TraceOutcome } from "@/lib/traces/summaries/outcome-of";

export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  readonly outcome: TraceOutcome;
  readonly cold: boolean;
  /** Outside of what is selected. */
  readonly faded: boolean;
}

/** Bad ones last, so that they lie on top of thousands of good ones. */
const order: readonly TraceOutcome[] = ["ok", "error", "throttle", "fault"];
const RADIUS = 2.5;
const TURN = Math.PI * 2;

/** Draws all points: one path for each outcome, so that 10,000 points take a few milliseconds. */
export function drawScatter(
  context: CanvasRenderingContext2D,
  points: readonly ScatterPoint[],
  colourOf: (token: string) => string,
): void {
  for (const faded of [true, false]) {
    for (const outcome of order) {
      const { shape, token } = outcomeLooks[outcome];
      const own = points.filter((point) => point.outcome === outcome && point.faded === faded);
      context.globalAlpha = (faded ? 0.25 : 1) * (outcome === "ok" ? 0.65 : 1);
      drawMarks(context, own, shape, colourOf(token));
    }
    context.globalAlpha = faded ? 0.25 : 1;
    drawRings(
      context,
      points.filter((point) => point.cold && point.faded === faded),
      colourOf("--series-1"),
    );
  }
  context.globalAlpha = 1;
}

function drawMarks(
  context: CanvasRenderingContext2D,
  points: readonly ScatterPoint[],
  shape: MarkShape,
  colour: string,
): void {
  if (points.length === 0) return;
  context.beginPath();
  for (const { x, y } of points) addMark(context, shape, x, y);
  if (shape === "cross") {
    context.strokeStyle = colour;
    context.lineWidth = 1.75;
    context.stroke();
  } else {
    context.fillStyle = colour;
    context.fill();
  }
}

function addMark(context: CanvasRenderingContext2D, shape: MarkShape, x: number, y: number): void {
  const r = RADIUS + 1;
  switch (shape) {
    case "dot":
      context.moveTo(x + RADIUS, y);
      context.arc(x, y, RADIUS, 0, TURN);
      return;
    case "cross":
      context.moveTo(x - r, y - r);
      context.lineTo(x + r, y + r);
      context.moveTo(x + r, y - r);
      context.lineTo(x - r, y + r);
      return;
    case "triangle":
      context.moveTo(x, y - r - 0.5);
      context.lineTo(x + r, y + r - 0.5);
      context.lineTo(x - r, y + r - 0.5);
      context.closePath();
      return;
    case "diamond":
      context.moveTo(x, y - r - 1);
      context.lineTo(x + r + 1, y);
      context.lineTo(x, y + r + 1);
      context.lineTo(x - r - 1, y);
      context.closePath();
  }
}

function drawRings(context: CanvasRenderingContext2D, points: readonly ScatterPoint[], colour: string): void {
  if (points.length === 0) return;
  context.beginPath();
  for (const { x, y } of points) {
    context.moveTo(x + RADIUS + 3, y);
    context.arc(x, y, RADIUS + 3, 0, TURN);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.stroke();
}
