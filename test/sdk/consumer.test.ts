import { expect } from "chai";
import { institutionNames } from "../../sdk/src/institutions/registry";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Rolldown } from "vite";
import { contractCodes } from "../../sdk/src/generated/bytecode";
import { aConsumer, type Consumer } from "../fixtures/consumer";
import { entries } from "./surface";

const uses = `
const units = civic.format(civic.parse("1250.5"));
const problem = decodeRevert("0x4e487b710000000000000000000000000000000000000000000000000000000000000011");
let refused = "";
try {
  parseCharter({});
} catch (error) {
  refused = error.name;
}
console.log(JSON.stringify({ units, problem: problem.name, connect: typeof connect, found: typeof found, refused }));
`;

const seen = {
  units: "1,250.5",
  problem: "PanicError",
  connect: "function",
  found: "function",
  refused: "CharterError",
};

const typed = `
import { Wallet } from "ethers";
import { bps, civic, connect, isRevert, type Civic, type NationClient, type Overview } from "@civitas/sdk";
import { found, type CharterInput } from "@civitas/sdk/founding";

export async function live(nation: NationClient, to: string): Promise<Civic> {
  try {
    // @ts-expect-error A bare number is no amount of coin.
    await nation.coin.transfer({ to, amount: 5n });
    // @ts-expect-error A tax is a share, not a number of people.
    nation.coin.setProvision.call({ key: "taxRate", value: civic.parse("1") });
    nation.coin.setProvision.call({ key: "taxRate", value: bps.percent("1") });
    const { tax, receipt } = await nation.coin.transfer.wait({ to, amount: civic.parse("5") });
    const gas: bigint = receipt.gasUsed;
    return gas > 0n ? tax : civic.from(0n);
  } catch (error) {
    if (isRevert(error, "ERC20InsufficientBalance")) return civic.from(error.args.needed);
    throw error;
  }
}

export const look = async (): Promise<Overview> => (await connect(Wallet.createRandom(), "0x")).overview();
export const start = (charter: CharterInput) => found(charter, Wallet.createRandom());
`;

const settings = {
  compilerOptions: {
    module: "nodenext",
    target: "es2022",
    strict: true,
    noEmit: true,
    types: [],
    lib: ["es2022", "dom"],
  },
  include: ["*.mts", "*.cts"],
};

/** The examples of both READMEs, as they stand there. */
const examples = ["../../README.md", "../../sdk/README.md"].flatMap((file) =>
  [...readFileSync(path.join(__dirname, file), "utf8").matchAll(/```ts\n(.*?)```/gs)].map(([, example]) => example),
);

/** Long enough to be nothing else. */
const bytecode = contractCodes.Citizenship.creation.slice(200, 400);

/** So many characters at most a bundle grows by for each institution, with what all of them share: none has its contract's code. */
const EACH = 34_000;

describe("the packed package", () => {
  let consumer: Consumer;

  before(async () => {
    consumer = await aConsumer();
  });

  after(() => {
    consumer.remove();
  });

  it("runs as an ES module", async () => {
    const imports = `import { civic, connect } from "@civitas/sdk";
import { decodeRevert } from "@civitas/sdk/core";
import { found, parseCharter } from "@civitas/sdk/founding";`;
    consumer.write("esm.mjs", imports + uses);
    expect(JSON.parse(await consumer.run(process.execPath, "esm.mjs"))).to.deep.equal(seen);
  });

  it("runs as a CommonJS module", async () => {
    const imports = `const { civic, connect } = require("@civitas/sdk");
const { decodeRevert } = require("@civitas/sdk/core");
const { found, parseCharter } = require("@civitas/sdk/founding");`;
    consumer.write("cjs.cjs", imports + uses);
    expect(JSON.parse(await consumer.run(process.execPath, "cjs.cjs"))).to.deep.equal(seen);
  });

  it("has every entry as both kinds of modules", async () => {
    const names = Object.keys(entries());
    consumer.write(
      "entries.mjs",
      `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const empty = [];
for (const name of ${JSON.stringify(names)}) {
  const [module, required] = [await import(name), require(name)];
  if (Object.keys(module).join() !== Object.keys(required).filter((key) => key in module).join()) empty.push(name);
}
console.log(JSON.stringify(empty));`,
    );
    expect(JSON.parse(await consumer.run(process.execPath, "entries.mjs"))).to.deep.equal([]);
  });

  it("types every entry", async () => {
    const names = Object.keys(entries());
    const text = names.map((name, index) => `export * as entry${index} from ${JSON.stringify(name)};`).join("\n");
    consumer.write("entries.ts.mts", text);
    consumer.write("entries.ts.cts", text);
    consumer.write("tsconfig.entries.json", JSON.stringify({ ...settings, include: ["entries.ts.*"] }));
    const compiler = require.resolve("typescript/lib/tsc.js");
    const complaints = await consumer
      .run(process.execPath, compiler, "--project", "tsconfig.entries.json")
      .catch((error: { stdout: string }) => error.stdout);
    expect(complaints).to.equal("");
  });

  it("knows its errors from each entry by the same classes", async () => {
    consumer.write(
      "classes.mjs",
      `import { NationError } from "@civitas/sdk";
import { CharterError } from "@civitas/sdk/founding";
console.log(CharterError.prototype instanceof NationError);`,
    );
    expect((await consumer.run(process.execPath, "classes.mjs")).trim()).to.equal("true");
  });

  it("types both kinds of modules, and the READMEs' examples", async () => {
    expect(examples).not.to.be.empty;
    examples.forEach((example, index) => {
      consumer.write(`example${index}.mts`, example);
    });
    consumer.write("typed.mts", typed);
    consumer.write("typed.cts", typed);
    consumer.write("tsconfig.json", JSON.stringify(settings));
    const compiler = require.resolve("typescript/lib/tsc.js");
    const complaints = await consumer
      .run(process.execPath, compiler, "--project", ".")
      .catch((error: { stdout: string }) => error.stdout);
    expect(complaints).to.equal("");
  });

  describe("in a browser's bundle", () => {
    // Vite says for the whole process that this is production, which its other tests are not.
    const { NODE_ENV } = process.env;
    afterEach(() => {
      if (NODE_ENV === undefined) delete process.env.NODE_ENV;
      else process.env.NODE_ENV = NODE_ENV;
    });

    /** What Vite makes of an entry, what loads later included, without what stands outside. */
    async function bundle(name: string, source: string, external: string[] = ["ethers"]): Promise<string> {
      consumer.write(`${name}.js`, source);
      const { build } = await import("vite");
      await build({
        root: consumer.folder,
        configFile: false,
        logLevel: "error",
        build: {
          outDir: `out-${name}`,
          lib: { entry: `${name}.js`, formats: ["es"], fileName: () => `${name}.js` },
          rollupOptions: { external },
        },
      });
      const out = path.join(consumer.folder, `out-${name}`);
      return readdirSync(out)
        .map((file) => readFileSync(path.join(out, file), "utf8"))
        .join("\n");
    }

    it("carries no contract's code where nothing is founded", async () => {
      const text = await bundle("live", `import { connect } from "@civitas/sdk";\nglobalThis.live = connect;`);
      expect(text.includes(bytecode)).to.equal(false);
      // All parts together, those that load when they are first needed included.
      expect(text.length).to.be.lessThan(EACH * institutionNames.length);
    });

    it("carries the contracts' code where a nation is founded", async () => {
      const text = await bundle("found", `import { found } from "@civitas/sdk/founding";\nglobalThis.found = found;`);
      expect(text.includes(bytecode)).to.equal(true);
    });

    it("carries ethers, and runs", async () => {
      await bundle("whole", `import { civic } from "@civitas/sdk";\nconsole.log(civic.format(civic.parse("7")));`, []);
      consumer.write("whole.mjs", readFileSync(path.join(consumer.folder, "out-whole", "whole.js"), "utf8"));
      expect((await consumer.run(process.execPath, "whole.mjs")).trim()).to.equal("7");
    });

    /** What a page loads before anything happens, with ethers; what loads when it is needed is left out. */
    async function firstLoad(name: string, source: string): Promise<string[]> {
      consumer.write(`${name}.js`, source);
      const { build } = await import("vite");
      const made = await build({
        root: consumer.folder,
        configFile: false,
        logLevel: "error",
        // What is linked brings its own of what the project has.
        resolve: { dedupe: ["ethers", "zod"] },
        build: {
          write: false,
          minify: true,
          lib: { entry: `${name}.js`, formats: ["es"], fileName: () => `${name}.js` },
        },
      });
      const chunks = ([made].flat() as Rolldown.RolldownOutput[])[0].output.filter((one) => one.type === "chunk");
      const loaded = new Set<string>();
      const load = (file: string): void => {
        const chunk = chunks.find(({ fileName }) => fileName === file);
        if (chunk === undefined || loaded.has(file)) return;
        loaded.add(file);
        chunk.imports.forEach(load);
      };
      load(chunks.find(({ isEntry }) => isEntry)!.fileName);
      return chunks.filter(({ fileName }) => loaded.has(fileName)).map(({ code }) => code);
    }

    /** In kB of gzip. */
    const sizeOf = (files: readonly string[]): number =>
      files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1_000;

    it("carries the coin alone on a page that only pays, in at most 120 kB with ethers", async () => {
      const files = await firstLoad(
        "pay",
        `import { BrowserProvider } from "ethers";
import { coinClient } from "@civitas/sdk/coin";
import { openConnection } from "@civitas/sdk/connection";
globalThis.pay = async (wallet, address, payment) => {
  const signer = await new BrowserProvider(wallet).getSigner();
  return coinClient(await openConnection(signer, address)).transfer.wait(payment);
};`,
      );
      expect(sizeOf(files)).to.be.at.most(120);
    });

    it("carries no client on a page that only reads, in at most 130 kB with ethers", async () => {
      const files = await firstLoad(
        "read",
        `import { JsonRpcProvider } from "ethers";
import { overviewAt } from "@civitas/sdk/read";
globalThis.read = (url, address) => overviewAt(new JsonRpcProvider(url), address);`,
      );
      expect(sizeOf(files)).to.be.at.most(130);
    });

    it("carries no sentences of calls before one is described", async () => {
      const source = `import { connect } from "@civitas/sdk";\nglobalThis.late = connect;`;
      expect((await firstLoad("late", source)).join("\n")).not.to.contain("Create {amount} for {to}");
      expect(await bundle("later", source)).to.contain("Create {amount} for {to}");
    });

    it("carries nothing of what resolves and verifies identities where none is asked for", async () => {
      const text = await bundle("nobody", `import { connect } from "@civitas/sdk";\nglobalThis.live = connect;`);
      expect(text).not.to.match(/EcdsaSecp256k1RecoveryMethod2020|kb\+jwt/);
    });

    // The stock resolver is CommonJS, and brings ethers as such: a third of this.
    it("carries identities in at most 370 kB, and encryption when a dossier is sealed", async () => {
      const files = await firstLoad(
        "identity",
        `import { JsonRpcProvider } from "ethers";
import { openConnection } from "@civitas/sdk/connection";
import { sealDossier, verifyPresentation, verifyPrivatePresentation } from "@civitas/sdk/identity";
globalThis.identity = { JsonRpcProvider, openConnection, sealDossier, verifyPresentation, verifyPrivatePresentation };`,
      );
      expect(files.join("\n")).not.to.contain("age-encryption.org/v1");
      expect(sizeOf(files)).to.be.at.most(370);
    });

    it("carries only what is used", async () => {
      const text = await bundle("units", `import { civic } from "@civitas/sdk";\nglobalThis.civic = civic;`);
      expect(text.length).to.be.lessThan(10_000);
    });
  });
});
