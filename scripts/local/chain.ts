import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { ChainError } from "./errors";
import { KeptChain } from "./kept";
import { answers } from "./rpc";

export { ChainError, KeptChain };

/** The mnemonic that every development chain funds. Worth nothing anywhere else. */
export const developmentMnemonic = "test test test test test test test test test test test junk";

/** How many accounts of {@link developmentMnemonic} are funded. */
export const developmentAccounts = 40;

const root = path.resolve(__dirname, "../..");
const startupDeadline = 60_000;
const shutdownDeadline = 10_000;

export interface ChainOptions {
  /** The first port to try; the next free one is taken if it is in use. */
  readonly port: number;
  /** Where the chain is kept between runs; none keeps nothing. Only anvil can be kept. */
  readonly stateFolder?: string;
  /** Force one of the two; anvil where there is one, otherwise. */
  readonly kind?: ChainKind;
  /** Seconds between blocks; a block for each transaction if none. */
  readonly blockSeconds?: number;
}

export type ChainKind = "anvil" | "hardhat";

/** A local chain that a process of ours runs. */
export interface LocalChain {
  readonly kind: ChainKind;
  readonly url: string;
  readonly port: number;
  /** What keeps it between runs; undefined if nothing does. */
  readonly kept: KeptChain | undefined;
  /** Whether it went on where an earlier run stopped. */
  readonly resumed: boolean;
  /** Resolves when the process ends, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

/** The anvil of this platform's npm package, or the one on the PATH, if there is one. */
export function findAnvil(): string | undefined {
  const platform = process.platform === "win32" ? "win32" : process.platform;
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const file = process.platform === "win32" ? "anvil.exe" : "anvil";
  try {
    const manifest = createRequire(__filename).resolve(`@foundry-rs/anvil-${platform}-${architecture}/package.json`);
    const packaged = path.join(path.dirname(manifest), "bin", file);
    if (existsSync(packaged)) return packaged;
  } catch {
    // Not packaged for this platform: look further.
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => !folder.includes("node_modules"));
  return folders.map((folder) => path.join(folder, file)).find((candidate) => existsSync(candidate));
}

/** The first port from `first` on that nobody on this machine listens on. */
export async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + 100; port++) {
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new ChainError(
    `No port from ${first} to ${first + 99} is free. Close what uses them, or choose another with --port.`,
  );
}

/** Starts a chain on a loopback port and waits until it answers. */
export async function startChain(options: ChainOptions): Promise<LocalChain> {
  const anvil = options.kind === "hardhat" ? undefined : findAnvil();
  if (options.kind === "anvil" && anvil === undefined) {
    throw new ChainError("There is no anvil on this machine: install Foundry, or let Hardhat's node run the chain.");
  }
  return anvil === undefined ? startHardhat(options) : startAnvil(anvil, options);
}

async function startAnvil(binary: string, options: ChainOptions): Promise<LocalChain> {
  const { stateFolder, blockSeconds } = options;
  const args = ["--host", "127.0.0.1", "--silent"];
  args.push("--mnemonic", developmentMnemonic, "--accounts", String(developmentAccounts));
  if (blockSeconds !== undefined) args.push("--block-time", String(blockSeconds));
  // Ctrl-C reaches every process of a terminal. A chain that is kept must live until it is written down.
  const detached = stateFolder !== undefined && process.platform !== "win32";
  const launched = async () => {
    const port = await freePort(options.port);
    const child = spawn(binary, [...args, "--port", String(port)], { stdio: ["ignore", "ignore", "pipe"], detached });
    return launch("anvil", child, port);
  };
  if (stateFolder === undefined) return { ...(await launched()), kept: undefined, resumed: false };

  // Taken before a port is looked for: the chain that an earlier run left behind has it.
  const kept = await KeptChain.open(stateFolder);
  args.push(...kept.arguments);
  try {
    const chain = await launched().catch((error: unknown) => {
      throw kept.resumed ? kept.unreadable(error) : error;
    });
    await kept.begin(chain);
    const stop = async () => {
      await kept.end();
      await chain.stop();
      kept.release();
    };
    return { ...chain, stop, kept, resumed: kept.resumed };
  } catch (error) {
    kept.release();
    throw error;
  }
}

async function startHardhat({ port: first, blockSeconds }: ChainOptions): Promise<LocalChain> {
  const port = await freePort(first);
  const cli = createRequire(__filename).resolve("hardhat/internal/cli/bootstrap");
  const env: NodeJS.ProcessEnv = { ...process.env, HARDHAT_NETWORK: "hardhat" };
  if (blockSeconds !== undefined) env.BLOCK_SECONDS = String(blockSeconds);
  const args = [cli, "node", "--hostname", "127.0.0.1", "--port", String(port)];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "ignore", "pipe"] });
  return { ...(await launch("hardhat", child, port)), kept: undefined, resumed: false };
}

async function launch(kind: ChainKind, child: ChildProcess, port: number) {
  const url = `http://127.0.0.1:${port}`;
  let printed = "";
  let running = true;
  child.stderr?.on("data", (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-2_000)));
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      running = false;
      resolve();
    };
    child.once("exit", end);
    child.once("error", (error) => {
      printed += error.message;
      end();
    });
  });
  const stop = async () => {
    if (!running) return;
    child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGKILL"), shutdownDeadline);
    await ended;
    clearTimeout(timer);
  };

  const deadline = Date.now() + startupDeadline;
  while (!(await answers(url))) {
    if (!running) throw new ChainError(`The ${kind} chain ended before it answered: ${printed.trim()}`);
    if (Date.now() > deadline) {
      await stop();
      throw new ChainError(`The ${kind} chain did not answer on ${url} within ${startupDeadline / 1000} seconds.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // Whoever answers must be ours: a chain that lost the race for the port ends at once.
  await new Promise((resolve) => setTimeout(resolve, 100));
  if (!running) throw new ChainError(`The ${kind} chain ended at once: ${printed.trim()}`);
  return { kind, url, port, pid: child.pid, ended, stop };
}
