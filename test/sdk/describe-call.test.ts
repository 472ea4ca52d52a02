import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { getAddress, id, toBeHex, type FunctionFragment, type ParamType } from "ethers";
import { bps, civic, InvalidInputError, moment, seconds, wei, type NationClient } from "../../sdk/src";
import { interfaceBy, interfaceOf } from "../../sdk/src/core/declaration";
import { toKey, translate } from "../../sdk/src/core";
import { powers } from "../../sdk/src/founding/powers";
import { declarationOf, institutionNames, type InstitutionName } from "../../sdk/src/institutions/registry";
import { describeCall, english } from "../../sdk/src/words";
import { callWordsOf } from "../../sdk/src/words/registry";
import { aConnectedNation } from "../fixtures/connected";

const STRANGER = "0x1111111111111111111111111111111111111111";
const addressOf = (name: string): string => `0x${id(name).slice(26)}`;
const directory = Object.fromEntries(institutionNames.map((name) => [name, addressOf(name)]));

/** What any function can be given. */
function sample(param: ParamType): unknown {
  if (param.arrayChildren !== null) return [sample(param.arrayChildren), sample(param.arrayChildren)];
  if (param.components !== null) return param.components.map(sample);
  if (param.type === "address") return STRANGER;
  if (param.type === "string") return `some ${param.name}`;
  if (param.type === "bool") return true;
  if (param.type === "bytes") return "0x12345678abcdef";
  if (param.type.startsWith("bytes")) return `0x${id("x").slice(2, 2 + 2 * Number(param.type.slice(5)))}`;
  return param.type === "uint8" ? 1n : 86_400n;
}

const sampleCall = (institution: InstitutionName, fragment: FunctionFragment) => ({
  target: directory[institution],
  data: interfaceOf(declarationOf(institution)).encodeFunctionData(fragment, fragment.inputs.map(sample)),
});

/** Every function of an institution that changes its state, of each contract that it can be built by. */
const functionsOf = (name: InstitutionName): FunctionFragment[] => {
  const functions: FunctionFragment[] = [];
  interfaceBy(declarationOf(name).factory).forEachFunction((fragment) => {
    if (!fragment.constant) functions.push(fragment);
  });
  return functions;
};

describe("describeCall()", () => {
  context("given any call to an institution", () => {
    for (const name of institutionNames) {
      it(`describes every function of ${name} by a sentence without raw bytes`, () => {
        for (const fragment of functionsOf(name)) {
          const described = describeCall(sampleCall(name, fragment), { directory });
          const signature = fragment.format("sighash");
          expect(described, signature).to.include({ institution: name, isKnown: true, signature });
          // Addresses are the longest hexadecimal digits that a person is shown.
          expect(described.text, signature).not.to.match(/0x[0-9a-fA-F]{41}|[{}]|undefined|\[object/);
        }
      });
    }

    it("has a sentence of its own for every function that changes anything", () => {
      const mute = powers().filter(({ contract, function: fragment }) => {
        if (contract === "deployer") return false;
        const { key } = describeCall(sampleCall(contract, fragment), { directory }).message;
        return key.startsWith("call.generic");
      });
      expect(mute.map(({ contract, signature }) => `${contract}.${signature}`)).to.deep.equal([]);
    });

    it("names nothing in its sentences that the function is not given", () => {
      const all = institutionNames.flatMap((name) =>
        functionsOf(name).map((fragment) => describeCall(sampleCall(name, fragment), { directory }).text),
      );
      expect(all.filter((text) => /\{\w+/.test(text))).to.deep.equal([]);
    });

    it("says of every function what others see of it, and what comes back of its money", () => {
      for (const name of institutionNames) {
        for (const fragment of functionsOf(name)) {
          const { seen, returned } = describeCall(sampleCall(name, fragment), { directory });
          for (const { text } of [seen, returned]) {
            expect(text, `${name}.${fragment.name}`)
              .to.match(/\.$/)
              .and.not.match(/[{}]|undefined|\[object/);
          }
        }
      }
    });

    it("says what comes back of every act that takes a person's money", () => {
      const moving = [
        ["agreements", ["sign", "dispute"]],
        ["citizenship", ["redeem"]],
        ["coin", ["approve", "transfer", "transferNet", "transferAndCall"]],
        ["court", ["createDispute", "fundAppeal", "appeal"]],
        ["juryRoll", ["enrol"]],
        ["stake", ["stake", "unstake"]],
        ["tribunal", ["challenge"]],
      ] as const;
      for (const [name, functions] of moving) {
        expect(Object.keys(callWordsOf[name].returned.sentences), name).to.include.members([...functions]);
      }
    });

    it("says what comes back of every payable function that people call", () => {
      const carriers = ["execute", "executeBatch", "relay"]; // They pass it on.
      for (const name of institutionNames) {
        const payable = functionsOf(name).filter(
          ({ payable: takes, name: one }) => takes && !carriers.includes(one) && name !== "timelock",
        );
        for (const fragment of payable) {
          const { returned } = describeCall({ ...sampleCall(name, fragment), value: 1n }, { directory });
          expect(returned.key, `${name}.${fragment.name}`).to.equal(`returned.${name}.${fragment.name}`);
        }
      }
    });

    it("has no sentence for a function that no contract has", () => {
      const stale = institutionNames.flatMap((name) => {
        const { factory, variants } = declarationOf(name);
        const interfaces = [factory, ...Object.values(variants?.contracts ?? {}).map((one) => one.factory)].map(
          interfaceBy,
        );
        const known = new Set<string>();
        for (const iface of interfaces) iface.forEachFunction((one) => known.add(one.name).add(one.format("sighash")));
        const { sentences, seen, returned } = callWordsOf[name];
        return [sentences, seen, returned]
          .flatMap((one) => Object.keys(one.sentences))
          .filter((key) => !known.has(key));
      });
      expect(stale).to.deep.equal([]);
    });

    it("has a name for every provision, and for nothing else", () => {
      for (const name of institutionNames) {
        const provisions = Object.keys(declarationOf(name).provisions ?? {});
        expect(Object.keys(callWordsOf[name].provisions), name).to.have.members(provisions);
      }
    });
  });

  context("given a connection", () => {
    const text = async (call: { target: string; data: string; value?: bigint }): Promise<string> => {
      const { client } = await loadFixture(aConnectedNation);
      return (await client.describeCall(call)).text;
    };
    const by = async <Value>(make: (client: NationClient) => Value): Promise<Value> =>
      make((await loadFixture(aConnectedNation)).client);

    it("tells a provision's new value in its unit", async () => {
      const call = await by(({ coin }) => coin.setProvision.call({ key: "taxRate", value: bps.percent("1.25") }));
      expect(await text(call)).to.equal("Set the tax rate to 1.25 %");
    });

    it("tells what is tried, and for how long", async () => {
      const call = await by(({ coin }) =>
        coin.tryProvision.call({ key: "taxRate", value: bps.percent("1.25"), period: seconds.days(30) }),
      );
      expect(await text(call)).to.equal("Try a tax of 1.25 % for 30 days");
    });

    it("tells of a provision that is made permanent", async () => {
      const call = await by(({ coin }) => coin.ratifyProvision.call({ key: "taxRate" }));
      expect(await text(call)).to.equal("Make the tried value of the tax rate permanent");
    });

    it("names citizens by their numbers", async () => {
      const { client, citizens } = await loadFixture(aConnectedNation);
      const call = client.coin.mint.call({ to: citizens[1].address, amount: civic.parse("2.5") });
      expect(await text(call)).to.equal(`Create 2.5 civic coin for citizen 2 (${citizens[1].address})`);
    });

    it("names institutions", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const call = client.coin.mint.call({ to: client.treasury.address, amount: civic.parse("10000") });
      expect(await text(call)).to.equal("Create 10,000 civic coin for the treasury");
    });

    it("tells a payment in its asset", async () => {
      const { client, stranger } = await loadFixture(aConnectedNation);
      const payment = { to: stranger.address, purpose: "a bench" };
      const coin = client.treasury.pay.call({ ...payment, amount: { coin: civic.parse("5") } });
      const native = client.treasury.pay.call({ ...payment, amount: { native: wei.parse("0.5") } });
      expect(await text(coin)).to.equal(`Pay 5 civic coin from the treasury to ${stranger.address}, for "a bench"`);
      expect(await text(native)).to.equal(
        `Pay 0.5 native coin from the treasury to ${stranger.address}, for "a bench"`,
      );
    });

    it("tells moments as dates", async () => {
      const call = await by(({ citizenship }) =>
        citizenship.haltAdmissions.call({ until: moment.of(new Date("2030-01-01")) }),
      );
      expect(await text(call)).to.equal("Halt all admissions until 2030-01-01T00:00:00Z");
    });

    it("describes the calls inside a call", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const mint = client.coin.mint.call({ to: client.treasury.address, amount: civic.parse("1") });
      const motto = client.setMotto.call({ motto: "Onwards" });
      const call = client.timelock.scheduleBatch.call({ calls: [mint, motto], delay: seconds.days(3) });
      const described = await client.describeCall(call);
      expect(described.text).to.equal(
        'Schedule in the timelock, to be done after 3 days: Create 1 civic coin for the treasury; Set the nation\'s motto to "Onwards"',
      );
      expect(described.calls.map(({ institution }) => institution)).to.deep.equal(["coin", "nation"]);
    });

    it("describes the calls that the constitution bundles", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const { interface: abi } = client.constitution.contract;
      const data = abi.encodeFunctionData("multicall", [
        [
          abi.encodeFunctionData("repeal", [2]),
          abi.encodeFunctionData("setTargetFunctionRole", [
            client.coin.address,
            [client.coin.contract.getFunction("mint").fragment.selector],
            1,
          ]),
        ],
      ]);
      expect(await text({ target: client.constitution.address, data })).to.equal(
        "Do through the constitution: Repeal article 2; Give the office of registrar the power to call mint of the civic coin",
      );
    });

    it("says that the nation does not know a contract, with the function's name", async () => {
      const { client, stranger } = await loadFixture(aConnectedNation);
      const { data } = client.coin.mint.call({ to: stranger.address, amount: civic.parse("1") });
      expect(await text({ target: STRANGER, data })).to.equal(
        `Call mint of ${STRANGER}, which the nation does not know, with to ${stranger.address}, amount 1,000,000,000,000,000,000`,
      );
    });

    it("says that it knows no function, with the size of the data", async () => {
      const call = { target: STRANGER, data: `0xdeadbeef${"00".repeat(64)}` };
      expect(await text(call)).to.equal(
        `Call an unknown function of ${STRANGER}, which the nation does not know, with 68 bytes of data`,
      );
    });

    it("tells what is sent along", async () => {
      const { client } = await loadFixture(aConnectedNation);
      expect(await text({ target: STRANGER, data: "0x", value: wei.parse("1.5") })).to.equal(
        `Send 1.5 native coin to ${STRANGER}`,
      );
      const motto = client.setMotto.call({ motto: "Onwards" });
      expect(await text({ ...motto, value: 1n })).to.match(/, and send 0\.000000000000000001 native coin along$/);
    });

    it("names a token by its symbol, in its decimals", async () => {
      const { client, stranger } = await loadFixture(aConnectedNation);
      // Another nation's coin is such a token; here the same contract stands under no name of the directory.
      const { coin, ...others } = directory;
      const { data } = client.coin.transfer.call({ to: stranger.address, amount: civic.parse("1.5") });
      const described = describeCall(
        { target: coin, data },
        { directory: others, tokens: { [coin]: { symbol: "USD", decimals: 18 } } },
      );
      expect(described.text).to.match(/^Pay 1\.5 "USD" \(0x\w{40}\) to 0x\w{40}$/);
    });

    it("asks the chain nothing for calls that name nobody", async () => {
      const { client } = await loadFixture(aConnectedNation);
      expect((await client.describeCalls([])).length).to.equal(0);
      expect(await text(client.constitution.repeal.call({ number: 1 }))).to.equal("Repeal article 1");
    });
  });

  context("given no names", () => {
    it("tells an institution by its function, and names the contract", () => {
      const iface = interfaceOf(declarationOf("coin"));
      const data = iface.encodeFunctionData("setProvision", [toKey("taxRate"), 125]);
      expect(describeCall({ target: STRANGER, data })).to.include({
        text: `Set the tax rate to 1.25 % (contract ${STRANGER})`,
        institution: undefined,
        isKnown: false,
      });
    });

    it("guesses nothing where several institutions have the function", () => {
      const iface = interfaceOf(declarationOf("court"));
      const data = iface.encodeFunctionData("setAuthority", [STRANGER]);
      expect(describeCall({ target: STRANGER, data }).text).to.equal(
        `Call setAuthority of ${STRANGER} with new authority ${STRANGER}`,
      );
    });
  });

  context("given data that deceives", () => {
    it("tells the size, the address and the value of what does not fit its function", () => {
      const { selector } = interfaceOf(declarationOf("coin")).getFunction("mint")!;
      const call = { target: directory.coin, data: `${selector}00`, value: wei.parse("1") };
      expect(describeCall(call, { directory }).text).to.equal(
        `Call mint of the civic coin with 5 bytes of data, which is not what it takes (contract ${getAddress(directory.coin)}), and send 1 native coin along`,
      );
    });

    it("says that a provision is unknown", () => {
      const iface = interfaceOf(declarationOf("coin"));
      const call = (key: string) => ({
        target: directory.coin,
        data: iface.encodeFunctionData("setProvision", [key, 5]),
      });
      expect(describeCall(call(id("x")), { directory }).text).to.equal("Set an unknown provision to 5");
      expect(describeCall(call(toKey("waterRate")), { directory }).text).to.equal('Set the provision "waterRate" to 5');
      expect(describeCall(call(toKey("waterRate"))).text).to.match(/^Call setProvision of 0x/);
    });

    it("shows no line breaks and no invisible characters of a text", () => {
      const iface = interfaceOf(declarationOf("nation"));
      const data = iface.encodeFunctionData("setMotto", ["Onwards\u202e\n\nApproved"]);
      expect(describeCall({ target: directory.nation, data }, { directory }).text).to.equal(
        'Set the nation\'s motto to "Onwards\ufffd Approved"',
      );
    });

    it("ends with calls that contain themselves too often", () => {
      const iface = interfaceOf(declarationOf("constitution"));
      let data = iface.encodeFunctionData("repeal", [1]);
      for (let depth = 0; depth < 20; depth += 1)
        data = iface.encodeFunctionData("execute", [directory.constitution, data]);
      expect(describeCall({ target: directory.constitution, data }, { directory }).text).to.match(/^Do through/);
    });

    it("fails for an address that is none", () => {
      expect(() => describeCall({ target: "0x12", data: toBeHex(1, 4) })).to.throw(InvalidInputError);
    });
  });

  context("given another language", () => {
    it("is translated by its keys", () => {
      const iface = interfaceOf(declarationOf("coin"));
      const data = iface.encodeFunctionData("tryProvision", [toKey("taxRate"), 125, 86_400 * 30]);
      const { message } = describeCall({ target: directory.coin, data }, { directory });
      const german = {
        "call.provisions.tryProvision": "{trial} von {newValue} für {period} erproben",
        "provision.coin.taxRate.trial": "eine Steuer",
        "thing.duration": (_: object, { args }: { readonly args: object }) =>
          `${Number((args as { seconds: bigint }).seconds / 86_400n)} Tage`,
      };
      expect(translate(message, german)).to.equal("eine Steuer von 1.25 % für 30 Tage erproben");
    });
  });
});

describe("english()", () => {
  it("holds a sentence for the key of every call, provision and custom error", () => {
    expect(english()).to.include({
      "call.coin.mint": "Create {amount} for {to}",
      "provision.coin.taxRate": "the tax rate",
      "error.UserRejectedError.advice": "Confirm it in the wallet if you meant it.",
    });
    expect(english()["revert.Provisions_OutOfBounds"]).to.be.a("string");
  });
});
