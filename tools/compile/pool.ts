import { once } from "node:events";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";

/** How many inputs are compiled at a time: one for each core, and never so many that their memory would matter. */
export const compilers = Math.min(availableParallelism(), 4);

const idle: Worker[] = [];
const versions: Record<string, Promise<string>> = {};

async function ask(compilerPath: string, input?: string): Promise<string> {
  const worker = idle.pop() ?? new Worker(path.join(__dirname, "worker.cjs"), { workerData: { compilerPath } });
  const ended = new AbortController();
  worker.ref();
  worker.postMessage(input);
  try {
    const [output] = (await Promise.race([
      once(worker, "message", { signal: ended.signal }),
      once(worker, "exit", { signal: ended.signal }).then(([code]) => {
        throw new Error(`The compiler's thread ended with status ${code}.`);
      }),
    ])) as [string];
    idle.push(worker);
    return output;
  } finally {
    ended.abort();
    worker.unref();
  }
}

/** Compiles one standard-JSON input in a thread of its own. Rejects when the compiler itself crashes. */
export const compileInThread = async (compilerPath: string, input: string): Promise<string> => ask(compilerPath, input);

/** The compiler's version with its commit, e.g. `0.8.37+commit.f401782d`. */
export const longVersion = async (compilerPath: string): Promise<string> =>
  (versions[compilerPath] ??= ask(compilerPath)).then((version) => version.replace(/\.Emscripten.*$/, ""));
