import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { FunctionFragment, TypedDataEncoder, type ParamType } from "ethers";
import { institutionNames } from "../../sdk/src";
import { interfaceOf } from "../../sdk/src/core/declaration";
import { coinSignedTypes } from "../../sdk/src/institutions/coin";
import { declarationOf } from "../../sdk/src/institutions/registry";
import { clearSigning } from "../../sdk/src/words";
import { aConnectedNation } from "../fixtures/connected";

const files = clearSigning();

/** The paths of everything that a function is given under a name. */
const pathsOf = (inputs: readonly ParamType[], within = ""): string[] =>
  inputs
    .filter(({ name }) => name !== "")
    .flatMap((param) => {
      const path = `${within}${param.name}${param.arrayChildren === null ? "" : ".[]"}`;
      const components = param.components ?? param.arrayChildren?.components ?? null;
      return components === null ? [path] : pathsOf(components, `${path}.`);
    });

describe("clearSigning()", () => {
  for (const name of institutionNames) {
    it(`shows every function of ${name} that changes its state, and everything that it is given`, () => {
      const formats = files[`calldata-${name}.json`]?.display.formats ?? {};
      const shown = new Map(
        Object.entries(formats).map(([key, format]) => [FunctionFragment.from(`function ${key}`).selector, format]),
      );
      interfaceOf(declarationOf(name)).forEachFunction((fragment) => {
        if (fragment.constant) return;
        const format = shown.get(fragment.selector);
        const paths = [...(format?.fields.map(({ path }) => path) ?? []), ...(format?.excluded ?? [])];
        const sent = fragment.payable ? ["@.value"] : [];
        expect(paths, fragment.format("sighash")).to.have.members([...pathsOf(fragment.inputs), ...sent]);
      });
    });
  }

  it("names structures as EIP-712 encodes their types", () => {
    const keys = Object.keys(files["eip712-coin.json"].display.formats);
    const types = Object.entries(coinSignedTypes).map(([type, fields]) =>
      TypedDataEncoder.from({ [type]: [...fields] }).encodeType(type),
    );
    expect(keys).to.have.members(types);
  });

  it("writes what a structure contains within it", () => {
    const formats = files["eip712-agreements.json"].display.formats;
    const signature = Object.entries(formats).find(([key]) => key.startsWith("AgreementSignature("));
    expect(signature?.[0]).to.contain(")Agreement(");
    expect(signature?.[1].fields.map(({ path }) => path)).to.include.members(["account", "agreement.parties.[]"]);
  });

  it("writes each value as what it is", () => {
    const formats = files["calldata-treasury.json"].display.formats;
    const pay = formats["pay(address asset,address to,uint256 amount,string purpose)"];
    expect(pay.fields.map(({ label, format }) => [label, format])).to.deep.equal([
      ["Asset", "addressName"],
      ["To", "addressName"],
      ["Amount", "tokenAmount"],
      ["Purpose", "raw"],
    ]);
    expect(pay.interpolatedIntent).to.equal("Pay {amount} from the treasury to {to}, for {purpose}");
  });

  it("lets calls inside calls be shown by their own files", () => {
    const formats = files["calldata-timelock.json"].display.formats;
    const schedule = Object.entries(formats).find(([key]) => key.startsWith("schedule("))?.[1];
    expect(schedule?.fields.find(({ path }) => path === "data")).to.deep.include({
      format: "calldata",
      params: { calleePath: "target" },
    });
  });

  it("names a nation's contracts, and those that it has alone", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const institutions: Record<string, string> = await client.institutions();
    const { tribunal, ...others } = institutions;
    const directory = { ...others, nation: client.address };
    const named = clearSigning({ name: "Aurelia", chainId: 31_337, directory });
    expect(Object.keys(named)).not.to.include("calldata-tribunal.json");
    expect(named["calldata-coin.json"].context).to.deep.include({
      contract: { deployments: [{ chainId: 31_337, address: client.coin.address }] },
    });
    expect(named["eip712-stake.json"].metadata).to.deep.include({
      owner: "Aurelia",
      constants: { coin: client.coin.address },
    });
    expect(tribunal).to.be.a("string");
  });
});
