import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { getAddress, id, toBeHex, ZeroAddress, type Interface } from "ethers";
import { wei } from "../../sdk/src";
import { toKey } from "../../sdk/src/core";
import { interfaceOf } from "../../sdk/src/core/declaration";
import { declarationOf, institutionNames, type InstitutionName } from "../../sdk/src/institutions/registry";
import { describeCall, type DescribedCall, type Names } from "../../sdk/src/words";
import { aConnectedNation } from "../fixtures/connected";

const STRANGER = "0x1111111111111111111111111111111111111111";
const directory = Object.fromEntries(institutionNames.map((name) => [name, getAddress(`0x${id(name).slice(26)}`)]));
const abiOf = (name: InstitutionName): Interface => interfaceOf(declarationOf(name));

const describes = (
  name: InstitutionName,
  method: string,
  args: readonly unknown[],
  names: Names & { readonly target?: string } = {},
): DescribedCall =>
  describeCall(
    { target: names.target ?? directory[name], data: abiOf(name).encodeFunctionData(method, args) },
    { directory, ...names },
  );

const within = (data: string, depth: number): string => {
  let bundle = data;
  for (let one = 0; one < depth; one += 1) bundle = abiOf("constitution").encodeFunctionData("multicall", [[bundle]]);
  return bundle;
};

const appointing = abiOf("constitution").encodeFunctionData("appoint", [3n, 1n, 2n ** 40n - 1n]);
const repealing = abiOf("constitution").encodeFunctionData("repeal", [2n]);
const ofConstitution = (data: string): string =>
  describeCall({ target: directory.constitution, data }, { directory }).text;

/** A call without the padding of its last text or bytes. */
const unpadded = (data: string, length: number): string => data.slice(0, -2 * ((32 - (length % 32)) % 32));

describe("describeCall(), of what strangers write", () => {
  context("given data without its last padding", () => {
    it("tells a payment", () => {
      const padded = abiOf("treasury").encodeFunctionData("pay", [ZeroAddress, STRANGER, 5n, "a bench"]);
      const [whole, cut] = [padded, unpadded(padded, 7)].map(
        (data) => describeCall({ target: directory.treasury, data }, { directory }).text,
      );
      expect([cut, cut.startsWith("Pay ")]).to.deep.equal([whole, true]);
    });

    it("tells an appointment in a bundle", () => {
      const bundle = within(appointing, 1);
      expect(ofConstitution(unpadded(bundle, (appointing.length - 2) / 2))).to.equal(ofConstitution(bundle));
    });
  });

  context("given a bundle whose calls stand before the list of them", () => {
    const behind = (call: string): string => {
      const item = abiOf("constitution").getAbiCoder().encode(["bytes"], [call]).slice(66);
      const size = BigInt(item.length / 2) + 32n;
      const [list, count, offset] = [size, 1n, 2n ** 256n - size].map((word) => toBeHex(word, 32).slice(2));
      return `${abiOf("constitution").getFunction("multicall")!.selector}${list}${item}${count}${offset}`;
    };

    it("tells them", () => {
      expect(ofConstitution(behind(appointing))).to.equal(ofConstitution(within(appointing, 1)));
    });

    it("tells what the constitution takes", async () => {
      const { client } = await loadFixture(aConnectedNation);
      const term = BigInt(await time.latest()) + 86_400n * 1000n;
      const inner = abiOf("constitution").encodeFunctionData("appoint", [3n, 1n, term]);
      const call = { target: client.constitution.address, value: wei.from(0n), data: behind(inner) };
      const { calls } = await client.governor.rehearse({ calls: [call] });
      expect(calls.map(({ power, error }) => [power, error])).to.deep.equal([["given", undefined]]);
    });
  });

  context("given data that its function does not take", () => {
    const { selector } = abiOf("coin").getFunction("mint")!;
    const call = { data: `${selector}00`, value: wei.parse("10") };

    it("never says that it fails", () => {
      const { text, isKnown } = describeCall({ ...call, target: directory.coin }, { directory });
      expect([/fail/.test(text), isKnown]).to.deep.equal([false, false]);
    });

    it("tells of a stranger's contract what is sent, and that the nation does not know it", () => {
      expect(describeCall({ ...call, target: STRANGER }, { directory }).text).to.equal(
        `Call an unknown function of ${STRANGER}, which the nation does not know, with 5 bytes of data, and send 10 native coin along`,
      );
    });

    it("tells the size of a bundle that cannot be read", () => {
      const data = within(appointing, 1).slice(0, 100);
      expect(ofConstitution(data)).to.match(/^Call multicall of the constitution with 49 bytes of data, which is not/);
    });
  });

  context("given bundles within each other", () => {
    it("tells what is in the innermost", () => {
      expect(ofConstitution(within(appointing, 40))).to.match(/: Appoint citizen 1 to the role of recovery/);
    });

    it("says that there is more where there is no end", () => {
      expect(ofConstitution(within(appointing, 320))).to.match(/: calls too deep to describe \(1\)$/);
    });

    it("says how many calls it left out", () => {
      const data = abiOf("constitution").encodeFunctionData("multicall", [
        [...Array.from({ length: 305 }, () => repealing), appointing],
      ]);
      const { text, calls } = describeCall({ target: directory.constitution, data }, { directory });
      expect(text).to.match(/Repeal article 2; calls too deep to describe \(6\)$/);
      expect([calls.length, calls.at(-1)!.isKnown]).to.deep.equal([301, false]);
    });

    it("ends with lists that share their items", () => {
      let data = repealing;
      for (let depth = 0; depth < 12; depth += 1)
        data = abiOf("constitution")
          .encodeFunctionData("multicall", [[data, data, data]])
          .slice(0, 60_000);
      expect(ofConstitution(data).length).to.be.lessThan(100_000);
    });
  });

  context("given long lists", () => {
    const selectorOf = (method: string): string => abiOf("treasury").getFunction(method)!.selector;

    it("names the function that stands after many others", () => {
      const selectors = Array.from({ length: 60 }, (_, index) => toBeHex(index, 4));
      const { text } = describes("constitution", "setTargetFunctionRole", [
        directory.treasury,
        [...selectors, selectorOf("payConstitutionally")],
        1n,
      ]);
      expect(text).to.match(/payConstitutionally of the treasury$/);
    });

    it("names each function once", () => {
      const selectors = Array.from({ length: 30 }, () => selectorOf("closeBudget"));
      const { text, args } = describes("constitution", "setTargetFunctionRole", [
        directory.treasury,
        [...selectors, selectorOf("payConstitutionally")],
        1n,
      ]);
      expect(text).to.equal(
        "Give the office of registrar the power to call closeBudget, payConstitutionally of the treasury",
      );
      expect((args.selectors as readonly unknown[]).length).to.equal(31);
    });

    it("names every account, and says how many amounts it left out", () => {
      const accounts = Array.from({ length: 40 }, (_, index) => getAddress(toBeHex(index + 1, 20)));
      const calls = abiOf("timelock").encodeFunctionData("hashOperationBatch", [
        accounts,
        accounts.map(() => 7n),
        accounts.map(() => "0x"),
        toBeHex(0, 32),
        toBeHex(0, 32),
      ]);
      const { text, args } = describeCall({ target: directory.timelock, data: calls }, { directory });
      expect(text).to.include(accounts[39]);
      expect(text).to.include("7, 10 more");
      expect((args.values as readonly unknown[]).length).to.equal(40);
    });
  });

  context("given names that anyone may choose", () => {
    const paid = (name: string): string =>
      describes("treasury", "pay", [ZeroAddress, STRANGER, 5n, "x"], { directory: { ...directory, [name]: STRANGER } })
        .text;

    it("quotes an institution that this software does not know, and shows its address", () => {
      for (const [name, shown] of [
        ["government", "government"],
        ["treasury ", "treasury"],
        ["tre\u202esury", "tre\ufffdsury"],
        ['x" (0x0), for "y', "x' (0x0), for 'y"],
      ])
        expect(paid(name)).to.equal(
          `Pay 0.000000000000000005 native coin from the treasury to the institution "${shown}" (${STRANGER}), for "x"`,
        );
    });

    it("keeps the name that it knows for an institution with two", () => {
      const names = { directory: { ...directory, "our friend": directory.coin } };
      expect(describes("coin", "setProvision", [toKey("taxRate"), 125], names).text).to.equal(
        "Set the tax rate to 1.25 %",
      );
    });

    it("quotes the name under which an institution is appointed", () => {
      expect(describes("nation", "appointInstitution", [toKey("government"), STRANGER]).text).to.equal(
        `Make ${STRANGER} the nation's "government"`,
      );
      expect(describes("nation", "appointInstitution", [toKey("juryRoll"), STRANGER]).text).to.equal(
        `Make ${STRANGER} the nation's jury roll`,
      );
    });

    it("quotes what a token calls itself", () => {
      const symbol = 'civic coin from the treasury to citizen 2, for "lunch"';
      const { text } = describes("treasury", "pay", [STRANGER, STRANGER, 5n, "x"], {
        tokens: { [STRANGER]: { symbol, decimals: 0 } },
      });
      expect(text).to.match(/^Pay 5 "civic coin from the treasury to citizen 2, for 'lunch'" \(0x1{40}\) from the/);
    });

    it("tells which token is allowed without limit", () => {
      const { text } = describes("coin", "approve", [directory.treasury, 2n ** 256n - 1n], {
        target: STRANGER,
        tokens: { [STRANGER]: { symbol: "USD", decimals: 6 } },
      });
      expect(text).to.equal(`Allow the treasury to spend "USD" (${STRANGER}) without limit`);
    });

    it("quotes the key of a provision that it does not know", () => {
      for (const [key, shown] of [
        ["tax\u202erate", "tax\ufffdrate"],
        ["constructor", "constructor"],
        ["{newValue}", "{newValue}"],
        ["taxRate.trial", "taxRate.trial"],
      ])
        expect(describes("coin", "setProvision", [toKey(key), 5]).text).to.equal(`Set the provision "${shown}" to 5`);
    });

    it("lets no quotation mark end a text", () => {
      const label = 'x"; Dismiss citizen 5 from the office of registrar; Call role 78 “y';
      expect(describes("constitution", "labelRole", [77n, label]).text).to.equal(
        `Call role 77 "x'; Dismiss citizen 5 from the office of registrar; Call role 78 'y"`,
      );
    });

    it("tells what is proposed again", () => {
      expect(describes("governor", "proposeAgain", [[], [], [], "Lower the tax"]).text).to.equal(
        'Propose again, as "Lower the tax": nothing',
      );
    });

    it("shows nothing of a proposal's title that readers cannot see", async () => {
      const { client, propose, stranger } = await loadFixture(aConnectedNation);
      await propose([{ target: stranger.address }], "Greet\u202e our” friend\u200b").propose();
      const [{ text }] = (await client.next()).steps;
      expect(text).to.match(/^Vote on “Greet\ufffd our' friend\ufffd/);
    });
  });

  it("names in its sentences nothing that no function is given", () => {
    const unfilled = institutionNames.flatMap((name) => {
      const texts: string[] = [];
      abiOf(name).forEachFunction((fragment) => {
        if (fragment.inputs.some(({ baseType }) => baseType === "tuple") || fragment.constant) return;
        const args = fragment.inputs.map((param) =>
          param.arrayChildren !== null
            ? []
            : param.type === "string"
              ? ""
              : param.type === "bytes"
                ? "0x"
                : param.type.startsWith("bytes")
                  ? toBeHex(0, Number(param.type.slice(5)))
                  : param.type === "address"
                    ? STRANGER
                    : 0,
        );
        texts.push(describes(name, fragment.format("sighash"), args).text);
      });
      return texts.filter((text) => /\{\w+/.test(text));
    });
    expect(unfilled).to.deep.equal([]);
  });
});
