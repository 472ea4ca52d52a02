import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { JsonRpcProvider, Wallet } from "ethers";
import {
  ChainError,
  findAnvil,
  freePort,
  KeptChain,
  startChain,
  type ChainKind,
  type LocalChain,
} from "../../scripts/local/chain";

const firstPort = 18_545;

/** Foundry is optional: where it is missing, Hardhat's node runs the chain. */
const kinds: ChainKind[] = findAnvil() === undefined ? ["hardhat"] : ["anvil", "hardhat"];

describe("The local chain", () => {
  const chains: LocalChain[] = [];
  const folders: string[] = [];
  const servers: Server[] = [];

  const start = async (options: Partial<Parameters<typeof startChain>[0]> = {}) => {
    const chain = await startChain({ port: firstPort, ...options });
    chains.push(chain);
    return chain;
  };
  const occupy = async () => {
    const port = await freePort(firstPort);
    const server = createServer();
    servers.push(server);
    await new Promise<void>((resolve) => server.listen({ port, host: "127.0.0.1" }, resolve));
    return port;
  };
  const asked = async <T>(chain: LocalChain, question: (provider: JsonRpcProvider) => Promise<T>): Promise<T> => {
    const provider = new JsonRpcProvider(chain.url, undefined, { cacheTimeout: -1, staticNetwork: true });
    try {
      return await question(provider);
    } finally {
      provider.destroy();
    }
  };

  afterEach(async () => {
    for (const chain of chains.splice(0)) await chain.stop();
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  describe("freePort()", () => {
    it("passes over a port that is taken", async () => {
      const taken = await occupy();
      expect(await freePort(taken)).to.be.greaterThan(taken);
    });
  });

  describe("startChain()", () => {
    for (const kind of kinds) {
      context(`given ${kind}`, () => {
        it("answers on loopback, with its accounts funded", async () => {
          const chain = await start({ kind });
          expect(chain.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
          const [chainId, accounts] = await asked(chain, async (provider) => [
            (await provider.getNetwork()).chainId,
            (await provider.send("eth_accounts", [])) as string[],
          ]);
          expect(chainId).to.equal(31_337n);
          expect(accounts).to.have.lengthOf(40);
        });

        it("takes the next port if the first is taken, and is gone once it is stopped", async () => {
          const taken = await occupy();
          const chain = await start({ kind, port: taken });
          expect(chain.port).to.be.greaterThan(taken);
          await chain.stop();
          await chain.ended;
          const answer = await fetch(chain.url).then(
            () => "answered",
            () => "silent",
          );
          expect(answer).to.equal("silent");
        });
      });
    }

    // Hardhat's node keeps nothing.
    (kinds.includes("anvil") ? context : () => undefined)("given a folder for its state", () => {
      const aFolder = () => {
        const folder = mkdtempSync(path.join(tmpdir(), "civitas-chain-"));
        folders.push(folder);
        return folder;
      };

      it("goes on where it stopped, and its clock does not run backwards", async () => {
        const stateFolder = aFolder();
        const first = await start({ kind: "anvil", stateFolder });
        expect(first.resumed).to.equal(false);
        const receiver = Wallet.createRandom().address;
        const ahead = await asked(first, async (provider) => {
          await provider.send("evm_increaseTime", [30 * 86_400]);
          const signer = await provider.getSigner(0);
          await (await signer.sendTransaction({ to: receiver, value: 7n })).wait();
          return provider.getBlock("latest");
        });
        await first.stop();

        const second = await start({ kind: "anvil", stateFolder });
        expect(second.resumed).to.equal(true);
        const [balance, next] = await asked(second, async (provider) => {
          await provider.send("evm_mine", []);
          return [await provider.getBalance(receiver), await provider.getBlock("latest")];
        });
        expect(balance).to.equal(7n);
        expect(next?.number).to.be.greaterThan(ahead?.number ?? Infinity);
        expect(next?.timestamp).to.be.greaterThan(ahead?.timestamp ?? Infinity);
      });

      it("has the same first block, however often it is stopped", async () => {
        const stateFolder = aFolder();
        const first = new Set<string | null | undefined>();
        for (let run = 0; run < 3; run++) {
          const chain = await start({ kind: "anvil", stateFolder });
          first.add(await asked(chain, async (provider) => (await provider.getBlock(0))?.hash));
          await chain.stop();
        }
        expect(first.size).to.equal(1);
      });

      it("writes nothing while nothing happens", async () => {
        const stateFolder = aFolder();
        const chain = await start({ kind: "anvil", stateFolder });
        await chain.kept?.save();
        const written = statSync(path.join(stateFolder, "chain.json")).mtimeMs;
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        expect(statSync(path.join(stateFolder, "chain.json")).mtimeMs).to.equal(written);
      });

      it("leaves out what happened on hold", async () => {
        const stateFolder = aFolder();
        const mined = (chain: LocalChain) => asked(chain, (provider) => provider.send("evm_mine", []));
        const first = await start({ kind: "anvil", stateFolder });
        await mined(first);
        await first.kept?.save();
        const kept = await asked(first, (provider) => provider.getBlockNumber());
        first.kept?.hold();
        await mined(first);
        await first.stop();
        const second = await start({ kind: "anvil", stateFolder });
        // Its clock was set by one block.
        expect(await asked(second, (provider) => provider.getBlockNumber())).to.equal(kept + 1);
      });

      it("refuses a second run, which would write over the first", async () => {
        const stateFolder = aFolder();
        const first = await start({ kind: "anvil", stateFolder });
        const another = path.join(stateFolder, "lock.json");
        const { chain } = JSON.parse(readFileSync(another, "utf8")) as { chain: object };
        // As another process would have written it.
        writeFileSync(another, JSON.stringify({ pid: process.ppid, chain }));
        await expect(start({ kind: "anvil", stateFolder })).to.be.rejectedWith(
          ChainError,
          `The nation in ${stateFolder} runs already (process ${process.ppid}, on ${first.url}).`,
        );
      });

      it("ends the chain that a killed run left behind, and takes its port again", async () => {
        const stateFolder = aFolder();
        const first = await start({ kind: "anvil", stateFolder });
        await first.kept?.save();
        const lock = path.join(stateFolder, "lock.json");
        const { chain } = JSON.parse(readFileSync(lock, "utf8")) as { chain: object };
        writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, chain }));
        const second = await start({ kind: "anvil", stateFolder });
        await first.ended;
        expect([second.port, second.resumed]).to.deep.equal([first.port, true]);
      });

      it("takes a lock that was cut short for one that nobody holds", async () => {
        const stateFolder = aFolder();
        writeFileSync(path.join(stateFolder, "lock.json"), "");
        expect((await start({ kind: "anvil", stateFolder })).resumed).to.equal(false);
      });

      for (const [what, text] of [
        ["cut short", '{"block": {'],
        ["empty", ""],
      ] as const) {
        it(`says what to do when the kept chain is ${what}`, async () => {
          const stateFolder = aFolder();
          writeFileSync(path.join(stateFolder, "chain.json"), text);
          await expect(start({ kind: "anvil", stateFolder })).to.be.rejectedWith(
            ChainError,
            /cannot be gone on with[^]*npm start -- --fresh/,
          );
          await KeptChain.forget(stateFolder);
          expect((await start({ kind: "anvil", stateFolder })).resumed).to.equal(false);
        });
      }

      it("says so when nothing can be written", async () => {
        const file = path.join(aFolder(), "file");
        writeFileSync(file, "");
        const stateFolder = path.join(file, "inside");
        await expect(start({ kind: "anvil", stateFolder })).to.be.rejectedWith(
          ChainError,
          `Nothing can be kept in ${stateFolder} (ENOTDIR)`,
        );
      });

      it("forgets nothing but the chain", async () => {
        const stateFolder = aFolder();
        writeFileSync(path.join(stateFolder, "mine"), "");
        await (await start({ kind: "anvil", stateFolder })).stop();
        await KeptChain.forget(stateFolder);
        expect(readdirSync(stateFolder)).to.deep.equal(["mine"]);
      });

      it("keeps the machine's time where it did not run ahead", async () => {
        const stateFolder = aFolder();
        await (await start({ kind: "anvil", stateFolder })).stop();
        const chain = await start({ kind: "anvil", stateFolder });
        const latest = await asked(chain, (provider) => provider.getBlock("latest"));
        expect(latest?.timestamp).to.be.closeTo(Date.now() / 1000, 10);
      });
    });
  });
});
