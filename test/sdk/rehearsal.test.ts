import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ContractFactory, HDNodeWallet, id, JsonRpcProvider, Mnemonic, parseEther, type Interface } from "ethers";
import {
  bps,
  civic,
  connect,
  InvalidInputError,
  isRevert,
  seconds,
  wei,
  type Address,
  type Call,
  type NationClient,
} from "../../sdk/src";
import { found } from "../../sdk/src/founding";
import { revertErrors } from "../../sdk/src/generated/errors";
import { ProposalWouldFailError, type Rehearsal } from "../../sdk/src/institutions/governor";
import { FINAL } from "../../sdk/src/institutions/governor/finality";
import { developmentMnemonic, findAnvil, startChain, type LocalChain } from "../../scripts/local/chain";
import { aConnectedNation } from "../fixtures/connected";
import { compiledCode } from "../fixtures/code";
import { failureOf } from "../fixtures/failure";
import { charterOf } from "../fixtures/nation";

const STRANGER = "0x1111111111111111111111111111111111111111";

const lowerTax = (nation: NationClient): Call =>
  nation.coin.setProvision.call({ key: "taxRate", value: bps.percent("1.25") });

/** A tax that no government can set. */
const halfTax = (nation: NationClient): Call =>
  nation.coin.setProvision.call({ key: "taxRate", value: bps.percent("50") });

const pay = (nation: NationClient, amount: string): Call =>
  nation.treasury.pay.call({ to: STRANGER, amount: { coin: civic.parse(amount) }, purpose: "a bench" });

/** What a rehearsal says alike, whether the calls were tried together or alone. */
function rehearsesCalls(nationOf: () => Promise<NationClient>, mode: Rehearsal["mode"]): void {
  const rehearsed = async (make: (nation: NationClient) => Call[]): Promise<Rehearsal> => {
    const nation = await nationOf();
    return nation.governor.rehearse({ calls: make(nation) });
  };

  it("says how it tried", async () => {
    expect((await rehearsed((nation) => [lowerTax(nation)])).mode).to.equal(mode);
  });

  it("finds what is no flag, wherever it is set, although the chain takes it", async () => {
    const { failures } = await rehearsed((nation) => {
      const bad = nation.setFlag.call({ flag: "<svg onload=alert(1)>" });
      const { address: target, contract } = nation.constitution;
      const passedOn = contract.interface.encodeFunctionData("execute", [bad.target, bad.data]);
      return [lowerTax(nation), bad, { target, value: wei.from(0n), data: passedOn }];
    });
    const found = failures.filter(({ error }) => error instanceof InvalidInputError);
    expect(found.map(({ index, isFinal }) => [index, isFinal])).to.deep.equal([
      [1, true],
      [2, true],
    ]);
  });

  it("finds that the governor relays nothing", async () => {
    const { failures } = await rehearsed(({ governor: { address: target, contract } }) => [
      { target, value: wei.from(0n), data: contract.interface.encodeFunctionData("relay", [target, 0n, "0x"]) },
    ]);
    expect(failures.map(({ index }) => index)).to.deep.equal([0]);
  });

  it("finds no failure where there is none", async () => {
    expect((await rehearsed((nation) => [lowerTax(nation), pay(nation, "5")])).failures).to.deep.equal([]);
  });

  it("says which call fails, and why", async () => {
    const { failures } = await rehearsed((nation) => [lowerTax(nation), halfTax(nation)]);
    expect(failures.map(({ index, isFinal }) => ({ index, isFinal }))).to.deep.equal([{ index: 1, isFinal: true }]);
    expect(isRevert(failures[0].error, "Provisions_OutOfBounds") && failures[0].error.args.value).to.equal(5_000n);
  });

  it("says of a failure that may pass that it is not final", async () => {
    const { failures } = await rehearsed((nation) => [pay(nation, "900000")]);
    expect(failures.map(({ isFinal }) => isFinal)).to.deep.equal([false]);
    expect(isRevert(failures[0].error, "Treasury_OutflowExceeded")).to.equal(true);
  });

  it("tells the provisions that change", async () => {
    const { changes } = await rehearsed((nation) => [lowerTax(nation)]);
    const told = changes.map(({ institution, key, before, after }) => [institution, key, before.text, after.text]);
    expect(told).to.deep.equal([["coin", "taxRate", "1 %", "1.25 %"]]);
  });

  it("tells of a trial, and until when", async () => {
    const nation = await nationOf();
    const call = nation.coin.tryProvision.call({
      key: "taxRate",
      value: bps.percent("0.5"),
      period: seconds.days(30),
    });
    const [{ before, after }] = (await nation.governor.rehearse({ calls: [call] })).changes;
    expect([before.standing, after.standing, after.current]).to.deep.equal([100n, 100n, 50n]);
    const { at } = await nation.overview();
    expect(Number(after.tried!.until - at)).to.be.within(30 * 86_400 - 60, 30 * 86_400 + 60);
  });

  it("tells what leaves the treasury", async () => {
    const { outflow } = await rehearsed((nation) => [pay(nation, "5"), pay(nation, "2.5")]);
    expect(outflow).to.deep.equal([{ coin: civic.parse("7.5") }]);
  });

  it("tells nothing of what fails", async () => {
    const { outflow, changes } = await rehearsed((nation) => [pay(nation, "900000"), halfTax(nation)]);
    expect({ outflow, changes }).to.deep.equal({ outflow: [], changes: [] });
  });

  it("tells the class of the whole, and of each call", async () => {
    const rehearsal = await rehearsed((nation) => [
      lowerTax(nation),
      nation.constitution.enact.call({ articles: [{ title: "Water", text: "Water is everybody's." }] }),
    ]);
    expect(rehearsal.class).to.equal("constitutional");
    expect(rehearsal.calls.map((one) => one.class)).to.deep.equal(["ordinary", "constitutional"]);
  });

  it("says which call gives power, and which takes it back", async () => {
    const { calls } = await rehearsed((nation) => [
      nation.treasury.setProvision.call({ key: "outflow", value: bps.percent("25") }),
      nation.treasury.setProvision.call({ key: "outflow", value: bps.percent("1") }),
      lowerTax(nation),
    ]);
    expect(calls.map(({ power }) => power)).to.deep.equal(["given", "taken", undefined]);
  });

  context("given calls within calls", () => {
    const through = (nation: NationClient, method: string, args: unknown[]): Call => ({
      target: nation.constitution.address,
      value: wei.from(0n),
      data: (nation.constitution.contract.interface as Interface).encodeFunctionData(method, args),
    });
    const bundled = (nation: NationClient, depth: number, ...data: string[]): Call => {
      let call = through(nation, "multicall", [data]);
      for (let one = 1; one < depth; one += 1) call = through(nation, "multicall", [[call.data]]);
      return call;
    };
    const granting = (nation: NationClient): string => through(nation, "grantRole", [77n, STRANGER, 0]).data;
    const taking = (nation: NationClient): string => through(nation, "revokeRole", [77n, STRANGER]).data;
    const powersOf = async (make: (nation: NationClient) => Call[]) =>
      (await rehearsed(make)).calls.map(({ power }) => power);

    it("finds the power in a bundle", async () => {
      const powers = await powersOf((nation) => [
        bundled(nation, 1, taking(nation), granting(nation)),
        bundled(nation, 1, taking(nation)),
        bundled(nation, 8, granting(nation)),
      ]);
      expect(powers).to.deep.equal(["given", "taken", "given"]);
    });

    it("finds the power in what is passed on, and in what is scheduled", async () => {
      const powers = await powersOf((nation) => {
        const outflow = nation.treasury.setProvision.call({ key: "outflow", value: bps.percent("25") });
        const grant = bundled(nation, 1, granting(nation));
        return [
          through(nation, "execute", [outflow.target, outflow.data]),
          nation.timelock.scheduleBatch.call({ calls: [lowerTax(nation), grant], delay: seconds.days(3) }),
          nation.timelock.scheduleBatch.call({ calls: [lowerTax(nation)], delay: seconds.days(3) }),
        ];
      });
      expect(powers).to.deep.equal(["given", "given", undefined]);
    });

    it("finds the power that the timelock's roles are", async () => {
      const { calls } = await rehearsed((nation) => {
        const abi: Interface = nation.timelock.contract.interface;
        const of = (method: string): Call => ({
          target: nation.timelock.address,
          value: wei.from(0n),
          data: abi.encodeFunctionData(method, [id("PROPOSER_ROLE"), STRANGER]),
        });
        return [of("grantRole"), of("revokeRole")];
      });
      expect(calls.map(({ power }) => power)).to.deep.equal(["given", "taken"]);
      expect(calls.map((one) => one.class)).to.deep.equal(["constitutional", "constitutional"]);
    });

    it("takes what cannot be looked into for giving power", async () => {
      const powers = await powersOf((nation) => {
        const { data } = bundled(nation, 1, taking(nation));
        const many = bundled(nation, 1, ...Array.from({ length: 400 }, () => taking(nation)));
        return [{ target: nation.constitution.address, value: wei.from(0n), data: data.slice(0, 40) }, many];
      });
      expect(powers).to.deep.equal(["given", "given"]);
    });

    it("tells what leaves the treasury by them", async () => {
      const { outflow, failures } = await rehearsed((nation) => {
        const { target, data } = pay(nation, "5");
        return [through(nation, "execute", [target, data])];
      });
      expect({ outflow, failures }).to.deep.equal({ outflow: [{ coin: civic.parse("5") }], failures: [] });
    });

    it("counts nothing as paid that is scheduled only", async () => {
      const { outflow } = await rehearsed((nation) => [
        nation.timelock.scheduleBatch.call({ calls: [pay(nation, "5")], delay: seconds.days(3) }),
      ]);
      expect(outflow).to.deep.equal([]);
    });

    it("tells the provisions that they change", async () => {
      const { changes } = await rehearsed((nation) => {
        const { target, data } = lowerTax(nation);
        return [through(nation, "execute", [target, data])];
      });
      expect(changes.map(({ key, after }) => [key, after.text])).to.deep.equal([["taxRate", "1.25 %"]]);
    });
  });

  it("tells what leaves the treasury by data without its last padding", async () => {
    const { outflow, failures } = await rehearsed((nation) => {
      const call = pay(nation, "5");
      return [{ ...call, data: call.data.slice(0, -2 * (32 - "a bench".length)) }];
    });
    expect({ outflow, failures }).to.deep.equal({ outflow: [{ coin: civic.parse("5") }], failures: [] });
  });

  it("takes what is sent along for paid by whoever executes", async () => {
    const { failures } = await rehearsed(() => [{ target: STRANGER, value: wei.parse("1"), data: "0x" }]);
    expect(failures).to.deep.equal([]);
  });

  it("takes data that fits nothing for a failure", async () => {
    const { failures } = await rehearsed((nation) => [
      { target: nation.coin.address, value: wei.from(0n), data: "0xdeadbeef" },
    ]);
    expect(failures.map(({ index, isFinal }) => ({ index, isFinal }))).to.deep.equal([{ index: 0, isFinal: false }]);
  });
}

describe("nation.governor.rehearse()", () => {
  context("given a node that tries calls alone", () => {
    const nationOf = async (): Promise<NationClient> => (await loadFixture(aConnectedNation)).client;

    rehearsesCalls(nationOf, "alone");
  });

  // Anvil comes with the repository where there is a package for the platform.
  if (findAnvil() !== undefined) {
    context("given a node that simulates calls in one state", () => {
      let chain: LocalChain;
      let provider: JsonRpcProvider;
      let nation: NationClient;
      let founder: HDNodeWallet;

      before(async () => {
        chain = await startChain({ port: 18_845, kind: "anvil" });
        provider = new JsonRpcProvider(chain.url, undefined, { cacheTimeout: -1, polling: true });
        provider.pollingInterval = 50;
        const wallet = (index: number) =>
          HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(developmentMnemonic), `m/44'/60'/0'/0/${index}`).connect(
            provider,
          );
        const citizen = wallet(1);
        founder = wallet(0);
        const { addresses } = await found(charterOf([citizen.address]), founder, {
          code: compiledCode,
          consents: ({ domain, types, message }) => citizen.signTypedData(domain, types, message),
        });
        nation = await connect(citizen, addresses.nation);
      });

      after(async () => {
        provider.destroy();
        await chain.stop();
      });

      rehearsesCalls(() => Promise.resolve(nation), "together");

      it("tells a payment that the payee gives back while it is tried", async () => {
        // Sends whatever it gets back to where it came from.
        const giver = new ContractFactory([], "0x685f5f5f5f34335af1005f5260096017f3", founder);
        const payee = (await (await giver.deploy()).waitForDeployment()).target as Address;
        await (await founder.sendTransaction({ to: nation.treasury.address, value: parseEther("100") })).wait();
        const amount = { native: wei.parse("10") };
        const calls = [nation.treasury.pay.call({ to: payee, amount, purpose: "a bench" })];
        const { failures, outflow } = await nation.governor.rehearse({ calls });
        expect(failures).to.deep.equal([]);
        expect(outflow).to.deep.equal([amount]);
      });

      it("judges a call in the state that those before it left", async () => {
        const amount = civic.parse("3");
        const { interface: abi } = nation.coin.contract;
        const data = abi.encodeFunctionData("transfer", [STRANGER, amount]);
        const spend: Call = { target: nation.coin.address, value: wei.from(0n), data };
        const fund = nation.treasury.pay.call({ to: nation.timelock.address, amount: { coin: amount }, purpose: "x" });
        expect(
          (await nation.governor.rehearse({ calls: [spend] })).failures.map(({ isFinal }) => isFinal),
        ).to.deep.equal([false]);
        expect((await nation.governor.rehearse({ calls: [fund, spend] })).failures).to.deep.equal([]);
      });

      it("tells what is set twice once", async () => {
        const calls = ["0.5", "1.5"].map((percent) =>
          nation.coin.setProvision.call({ key: "taxRate", value: bps.percent(percent) }),
        );
        const { changes } = await nation.governor.rehearse({ calls });
        expect(changes.map(({ before, after }) => [before.text, after.text])).to.deep.equal([["1 %", "1.5 %"]]);
      });
    });
  }
});

describe("nation.governor.propose()", () => {
  context("given calls that can never succeed", () => {
    it("refuses them before anything is sent", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const calls = [lowerTax(client), halfTax(client)];
      const error = await failureOf(client.governor.propose({ calls, description: "Half" }));
      expect(error).to.be.instanceOf(ProposalWouldFailError);
      const { failures, advice, message } = error as ProposalWouldFailError;
      expect(failures.map(({ index }) => index)).to.deep.equal([1]);
      expect(message).to.match(/^Call 1 of the proposal would fail whenever it is made: Provisions_OutOfBounds\(/);
      expect(advice).to.contain("pass rehearse: false");
      expect(await client.governor.events.ProposalCreated.query()).to.deep.equal([]);
    });

    it("names the first of several", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const calls = [halfTax(client), halfTax(client)];
      const error = await failureOf(client.governor.propose.simulate({ calls, description: "Half" }));
      expect((error as Error).message).to.match(/^2 calls of the proposal would fail/);
    });

    it("proposes them where it is told not to rehearse", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const proposed = { calls: [halfTax(client)], description: "Half", rehearse: false };
      expect((await client.governor.propose.wait(proposed)).proposal.calls.length).to.equal(1);
    });
  });

  context("given calls that may succeed later", () => {
    it("proposes them", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const proposed = { calls: [pay(client, "900000")], description: "Pay" };
      expect((await client.governor.propose.wait(proposed)).proposal.calls.length).to.equal(1);
    });
  });

  it("knows the errors that are final by names that contracts have", () => {
    const known = revertErrors.map(([signature]) => /(\w+)\(/.exec(signature)![1]);
    expect([...FINAL].filter((name) => !known.includes(name))).to.deep.equal([]);
  });
});
