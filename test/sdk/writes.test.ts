import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { FunctionFragment, type BaseContract } from "ethers";
import { institutionNames, type InstitutionClients, type NationClient } from "../../sdk/src";
import { interfaceOf } from "../../sdk/src/core/declaration";
import { declarationOf } from "../../sdk/src/institutions/registry";
import { aWholeNation } from "../fixtures/whole";

/** Functions that change state and have no write, each with its reason. */
const unwrapped: Record<string, string> = {
  "onERC721Received(address,address,uint256,bytes)": "called by tokens",
  "onERC1155Received(address,address,uint256,uint256,bytes)": "called by tokens",
  "onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)": "called by tokens",
  "onTransferReceived(address,address,uint256,bytes)": "called by the coin",
  "consumeScheduledOp(address,bytes)": "called by institutions",
  "setAuthority(address)": "called by the constitution: constitution.updateAuthority",
  "approveAndCall(address,uint256)": "approveAndCall with data",
  "transferAndCall(address,uint256)": "transferAndCall with data",
  "transferFromAndCall(address,address,uint256)": "transferFromAndCall with data",
  "cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)": "cancelAuthorization with the whole signature",
  "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)":
    "transferWithAuthorization with the whole signature",
  "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)":
    "receiveWithAuthorization with the whole signature",
  "draw((bytes32,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,bool),uint256[])":
    "called by the court",
  "takeRefund(uint256)": "called by the contract that brought a case",
  "recuse(uint256,uint256)": "called by the court",
  "release(uint256[])": "called by the court",
  "penalize(uint256[],uint256)": "called by the court",
  "admitFounder((address,bytes32,uint40,bytes))": "called by the nation's deployer",
  "inviteFounders(address[],uint40)": "called by the nation's deployer",
  "rule(uint256,uint256)": "called by the court",
  "impose(uint256,uint256,(uint8,uint256,uint256,bytes32,uint8))": "called by the tribunal itself: tribunal.enforce",
  "relay(address,uint256,bytes)": "always reverts: the governor calls nothing in its own name",
  "castVoteWithReasonAndParams(uint256,uint8,string,bytes)": "voteWithReason: this governor takes no parameters",
};

/** The institutions with a client; the nation's own is the nation itself. */
const domains = institutionNames
  .filter((name) => declarationOf(name).client !== undefined)
  .filter((name) => name !== "nation") as (keyof InstitutionClients)[];

interface Domain {
  readonly contract: BaseContract;
}

const changesState = ({ stateMutability }: FunctionFragment): boolean =>
  stateMutability === "nonpayable" || stateMutability === "payable";

function signaturesIn(contract: BaseContract): string[] {
  const found: string[] = [];
  contract.interface.forEachFunction((fragment) => {
    if (changesState(fragment)) found.push(fragment.format("sighash"));
  });
  return found;
}

const writesOf = (domain: object): { name: string; fragment: FunctionFragment; forms: string[] }[] =>
  Object.entries(domain).flatMap(([name, value]: [string, unknown]) =>
    typeof value === "function" && "fragment" in value
      ? [{ name, fragment: value.fragment as FunctionFragment, forms: Object.keys(value) }]
      : [],
  );

const domainsOf = (nation: NationClient): [string, Domain][] => [
  ["nation", nation],
  ...domains.map((name): [string, Domain] => [name, nation[name]]),
];

describe("writes", () => {
  for (const domain of ["nation", ...domains]) {
    it(`has a write for every act of the ${domain}`, async () => {
      const { asStranger: client } = await loadFixture(aWholeNation);
      const found = new Map(domainsOf(client)).get(domain);
      if (found === undefined) expect.fail(domain);
      const writes = writesOf(found).map(({ fragment }) => fragment.format("sighash"));
      const missing = signaturesIn(found.contract).filter((act) => !(act in unwrapped) && !writes.includes(act));
      expect(missing).to.deep.equal([]);
    });
  }

  it("leaves out no institution that acts", () => {
    const acting = institutionNames.filter((name) =>
      interfaceOf(declarationOf(name)).fragments.some((one) => FunctionFragment.isFragment(one) && changesState(one)),
    );
    const known: readonly string[] = ["nation", ...domains];
    expect(acting.filter((name) => !known.includes(name))).to.deep.equal([]);
  });

  it("gives each act its five forms", async () => {
    const { asStranger: client } = await loadFixture(aWholeNation);
    for (const [, domain] of domainsOf(client)) {
      for (const { name, forms } of writesOf(domain)) {
        expect(forms, name).to.include.members(["wait", "call", "simulate", "estimate"]);
      }
    }
  });

  it("names no function that is not there", async () => {
    const { asStranger: client } = await loadFixture(aWholeNation);
    const all = domainsOf(client).flatMap(([, { contract }]) => signaturesIn(contract));
    expect(Object.keys(unwrapped).filter((act) => !all.includes(act))).to.deep.equal([]);
  });
});
