import {
  type FromWorker,
  idleState,
  type QuestionName,
  type Questions,
  type SessionState,
  type ToWorker,
} from "@/components/logs/protocol";

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** The page's end of the worker that holds the log events. */
export class LogClient {
  private readonly worker = new Worker(new URL("./worker/log-worker.ts", import.meta.url), {
    type: "module",
  });
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Set<() => void>();
  private state: SessionState = idleState;
  private asked = 0;

  constructor() {
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.receive(data);
    this.worker.onerror = (event) => {
      this.update({
        ...this.state,
        phase: "failed",
        error: event.message || "The log worker could not start.",
      });
    };
  }

  send(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  ask<N extends QuestionName>(name: N, question: Questions[N]["ask"]): Promise<Questions[N]["answer"]> {
    this.asked++;
    const id = this.asked;
    const answer = new Promise<unknown>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.send({ type: "ask", id, name, question });
    return answer.then((value) => asAnswer<N>(value));
  }

  readonly get = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  close(): void {
    this.worker.terminate();
    this.waiting.clear();
    this.listeners.clear();
  }

  private receive(message: FromWorker): void {
    if (message.type === "state") this.update(message.state);
    if (message.type === "state" || message.id === null) return;
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.type === "answer") waiting?.resolve(message.answer);
    else waiting?.reject(new Error(message.message));
  }

  private update(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/** The worker answers each question by the type that `Questions` names: both ends are compiled against it. */
function asAnswer<N extends QuestionName>(value: unknown): Questions[N]["answer"] {
  return value as Questions[N]["answer"];
}
