import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { JsonRpcProvider, Wallet } from "ethers";
import { findAnvil, freePort, startChain, type ChainKind, type LocalChain } from "../../scripts/local/chain";

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
