import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, concat, type Interface, ParamType, type Result, toUtf8Bytes, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { RevertTextError, type NationClient } from "../../sdk/src";
import { decodeRevert } from "../../sdk/src/core";
import { budgetId } from "../../sdk/src/institutions/treasury";
import { isDamaged } from "../../sdk/src/core";
import { lenientCoder } from "../../sdk/src/core/abi";
import { factories } from "../../sdk/src/generated/contracts";
import { encodeWithBytes, holdsText, NO_TEXT } from "../fixtures/bytes";
import { aCourtroom, bring } from "../fixtures/justice";
import type { LawfulNation } from "../fixtures/justice";

/** What stands for {@link NO_TEXT}. */
const SHOWN = "a\ufffdb";

const coder = AbiCoder.defaultAbiCoder();

/** A value of a type, in which every text is bytes that are no text. */
function valueOf(param: ParamType): unknown {
  if (param.arrayChildren !== null) {
    return Array.from({ length: Math.max(param.arrayLength ?? 2, 1) }, () => valueOf(param.arrayChildren!));
  }
  if (param.components !== null) return param.components.map(valueOf);
  switch (param.baseType) {
    case "string":
      return NO_TEXT;
    case "address":
      return ZeroAddress;
    case "bool":
      return true;
    case "bytes":
      return "0x01";
    default:
      return param.baseType.startsWith("bytes") ? `0x${"00".repeat(Number(param.baseType.slice(5)))}` : 1n;
  }
}

/** Values as a contract that holds such bytes gives them. */
const encoded = (params: readonly ParamType[]): string =>
  coder.encode(
    params.map((param) => ParamType.from(param.format("full").replaceAll(/\bstring\b/g, "bytes"))),
    params.map(valueOf),
  );

/** Every text in what was decoded. */
function textsIn(params: readonly ParamType[], values: Result): string[] {
  return params.flatMap((param, index) => {
    const value = values[index] as unknown;
    if (param.arrayChildren !== null) {
      const items = value as Result;
      return textsIn(
        items.map(() => param.arrayChildren!),
        items,
      );
    }
    if (param.components !== null) return textsIn(param.components, value as Result);
    return param.baseType === "string" ? [value as string] : [];
  });
}

/** The texts in what was decoded, each once. */
const seen = (params: readonly ParamType[], values: Result): string[] => [...new Set(textsIn(params, values))];

describe("An interface of the SDK, for bytes that are no text", () => {
  for (const [factoryName, factory] of Object.entries(factories)) {
    const contract: Interface = factory.createInterface();
    const name = factoryName.replace("__factory", "");

    contract.forEachFunction((fragment) => {
      const { inputs, outputs, selector } = fragment;
      if (inputs.some(holdsText)) {
        it(`decodes a call of ${fragment.format()} of ${name}`, () => {
          const found = contract.decodeFunctionData(fragment, concat([selector, encoded(inputs)]));
          expect(seen(inputs, found)).to.deep.equal([SHOWN]);
        });
      }
      if (outputs.some(holdsText)) {
        it(`decodes what ${fragment.format()} of ${name} returns`, () => {
          expect(seen(outputs, contract.decodeFunctionResult(fragment, encoded(outputs)))).to.deep.equal([SHOWN]);
        });
      }
    });

    contract.forEachEvent((fragment) => {
      if (!fragment.inputs.some(holdsText)) return;
      it(`decodes the event ${fragment.format()} of ${name}`, () => {
        const logged = fragment.inputs.filter(({ indexed }) => indexed !== true);
        const topics = fragment.inputs.filter(({ indexed }) => indexed === true).map(() => ZeroHash);
        const found = contract.decodeEventLog(fragment, encoded(logged), [fragment.topicHash, ...topics]);
        expect(seen(fragment.inputs, found)).to.deep.equal([SHOWN]);
      });
    });

    contract.forEachError((fragment) => {
      if (!fragment.inputs.some(holdsText)) return;
      it(`decodes the error ${fragment.format()} of ${name}`, () => {
        const found = contract.decodeErrorResult(fragment, concat([fragment.selector, encoded(fragment.inputs)]));
        expect(seen(fragment.inputs, found)).to.deep.equal([SHOWN]);
      });
    });
  }
});

describe("lenientCoder()", () => {
  it("keeps the names of what it decodes", () => {
    const type = "tuple(uint256 id, string[] names, tuple(string text)[2] notes)";
    const value = [7n, ["one", "zwei"], [["drei"], ["πέντε"]]];
    const [decoded] = lenientCoder().decode([type], coder.encode([type], [value]));
    expect((decoded as Result).toObject(true)).to.deep.equal({
      id: 7n,
      names: ["one", "zwei"],
      notes: [{ text: "drei" }, { text: "πέντε" }],
    });
  });

  it("decodes a text with a byte order mark whole", () => {
    expect(lenientCoder().decode(["string"], coder.encode(["string"], ["\ufeffone"]))[0]).to.equal("\ufeffone");
  });

  it("shows no character for an overlong form", () => {
    const [text] = lenientCoder().decode(["string"], coder.encode(["bytes"], ["0xc0af"]));
    expect(text).to.equal("\ufffd\ufffd");
  });
});

describe("isDamaged()", () => {
  it("tells a text with replaced bytes from others", () => {
    expect([SHOWN, "a\ufffd", "Ærø 光 ☀", ""].map(isDamaged)).to.deep.equal([true, true, false, false]);
  });
});

describe("decodeRevert(), for bytes that are no text", () => {
  it("gives the text with what can be read of it", () => {
    const error = decodeRevert(concat(["0x08c379a0", coder.encode(["bytes"], [NO_TEXT])]));
    expect(error).to.be.instanceOf(RevertTextError);
    expect(error.message).to.contain(SHOWN);
  });
});

/** Sends what no SDK would write: bytes that are no text, in the place of a text. */
async function send(
  client: NationClient,
  institution: "agreements" | "constitution" | "court" | "governor" | "treasury",
  [name, ...values]: readonly [string, ...unknown[]],
) {
  const { contract, address } = client[institution];
  const signer = contract.runner as Awaited<ReturnType<typeof ethers.getSigner>>;
  const sent = await signer.sendTransaction({ to: address, data: encodeWithBytes(contract.interface, name, values) });
  return (await sent.wait())!;
}

/** Every event of an institution that was ever raised: none of them may hide the others. */
async function allEvents(
  client: NationClient,
  institution: "agreements" | "constitution" | "court" | "governor" | "treasury",
) {
  const kinds = Object.values(client[institution].events) as { query(): Promise<unknown[]> }[];
  return (await Promise.all(kinds.map((kind) => kind.query()))).flat();
}

describe("A nation in which strangers wrote bytes that are no text", () => {
  const purpose = [NO_TEXT, ZeroAddress, ZeroAddress, 1n, 86_400n, 2n ** 40n - 1n];

  async function written(): Promise<LawfulNation> {
    const world = await aCourtroom();
    const { government } = world;
    const spender = world.citizens[0].address;
    await send(government, "treasury", ["openBudget", [NO_TEXT, spender, ...purpose.slice(2)]]);
    await send(government, "treasury", ["pay", world.founding.addresses.coin, spender, 1n, NO_TEXT]);
    await send(government, "constitution", ["labelRole", 7n, NO_TEXT]);
    return world;
  }

  it("tells its budgets", async () => {
    const { asStranger } = await loadFixture(written);
    expect((await asStranger.treasury.budget({ budgetId: budgetId.from(1) })).purpose).to.equal(SHOWN);
  });

  it("tells its payments", async () => {
    const { asStranger } = await loadFixture(written);
    const [paid] = await asStranger.treasury.events.Paid.query();
    expect(paid.purpose).to.equal(SHOWN);
  });

  it("tells what a spender notes", async () => {
    const world = await loadFixture(written);
    const { asStranger, stranger } = world;
    await stranger.sendTransaction({ to: world.founding.addresses.treasury, value: 10n });
    await send(world.as(1), "treasury", ["spend", 1n, stranger.address, 1n, NO_TEXT]);
    const [spent] = await asStranger.treasury.events.BudgetSpent.query();
    expect(spent.note).to.equal(SHOWN);
  });

  it("tells the labels of its roles", async () => {
    const { asStranger } = await loadFixture(written);
    const labels = await asStranger.constitution.events.RoleLabel.query();
    expect(labels.at(-1)!.label).to.equal(SHOWN);
  });

  it("tells a proposal by its description", async () => {
    const world = await loadFixture(written);
    const ending = `\n\n#proposer=${world.citizens[0].address.toLowerCase()}`;
    const description = concat([NO_TEXT, toUtf8Bytes(ending)]);
    const terms = [[world.stranger.address], [0n], ["0x"], description];
    const receipt = await send(world.as(1), "governor", ["propose", ...terms]);
    const [{ proposalId }] = await world.asStranger.governor.events.ProposalCreated.query({
      from: receipt.blockNumber,
    });
    const proposal = await world.asStranger.governor.proposal({ proposalId });
    expect(proposal.description).to.equal(`${SHOWN}${ending}`);
    expect(await world.asStranger.governor.idOf(proposal)).to.equal(proposalId);
    await world.as(1).governor.cancel.wait(proposal);
    expect(await world.asStranger.governor.state({ proposalId })).to.equal("canceled");
  });

  it("tells the evidence of a case, that of others too", async () => {
    const world = await loadFixture(written);
    const caseId = await bring(world);
    await send(world.as(1), "court", ["submitEvidence", caseId, NO_TEXT]);
    await world
      .as(2)
      .court.submitEvidence({ caseId, evidence: { name: "Photo" } })
      .then((sent) => sent.wait());
    const evidence = await world.asStranger.court.evidence({ caseId });
    expect(evidence.map(({ uri }) => isDamaged(uri))).to.deep.equal([true, false]);
  });

  it("tells every event of every institution, and its overview", async () => {
    const world = await loadFixture(written);
    for (const institution of ["treasury", "constitution", "governor", "court", "agreements"] as const) {
      await allEvents(world.asStranger, institution);
    }
    expect((await world.asStranger.overview()).unreadable).to.deep.equal([]);
  });
});
