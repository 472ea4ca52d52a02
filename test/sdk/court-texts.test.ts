import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBase64, toUtf8Bytes } from "ethers";
import { ethers } from "hardhat";
import { citizenId, InvalidInputError, type NationError } from "../../sdk/src";
import {
  contentHash,
  evidenceDocument,
  evidenceUri,
  extraDataOf,
  readEvidence,
  rankingOf,
  readExtraData,
  readRanking,
  textUri,
} from "../../sdk/src/institutions/court";
import { extraData } from "../fixtures/court";
import { failureOf } from "../fixtures/failure";
import { aCourtroom, bring } from "../fixtures/justice";

const ids = (...numbers: number[]) => numbers.map((id) => citizenId.from(id));

describe("extraDataOf()", () => {
  it("writes as the court reads", async () => {
    const { court } = (await loadFixture(aCourtroom)).asStranger;
    expect(extraDataOf({})).to.equal(extraData(0));
    expect(extraDataOf({ track: "fast", parties: ids(7, 70_000) })).to.equal(extraData(1, [7, 70_000]));
    await court.contract.arbitrationCost(extraDataOf({ track: "fast", parties: ids(1, 2, 3, 4, 5, 6, 7, 8) }));
  });

  it("refuses more parties than eight", () => {
    expect(() => extraDataOf({ parties: ids(1, 2, 3, 4, 5, 6, 7, 8, 9) })).to.throw(InvalidInputError);
  });

  it("refuses a party that is no citizen, or named twice", () => {
    expect(() => extraDataOf({ parties: ids(0) })).to.throw(InvalidInputError);
    expect(() => extraDataOf({ parties: ids(2 ** 32) })).to.throw(InvalidInputError);
    expect(() => extraDataOf({ parties: ids(3, 3) })).to.throw(InvalidInputError);
  });
});

describe("rankingOf()", () => {
  it("writes the first choice lowest", () => {
    expect(rankingOf([2, 0, 1])).to.equal(0x102);
  });

  for (const wrong of [[], [1, 1], [9], [0.5]]) {
    it(`refuses ${wrong.join(", ") || "nothing"}`, () => {
      expect(() => rankingOf(wrong)).to.throw(InvalidInputError);
    });
  }
});

describe("readRanking()", () => {
  it("lets those that are left out follow in the order of their numbers", () => {
    expect(readRanking({ vote: rankingOf([3, 1]), choices: 4 })).to.deep.equal([3, 1, 0, 2, 4]);
  });

  it("takes a single choice for the first", () => {
    expect(readRanking({ vote: 0, choices: 2 })).to.deep.equal([0, 1, 2]);
  });
});

describe("readExtraData()", () => {
  const unmarked = { ending: undefined, isPanelsOnly: false, isPlenaryAtOnce: false };

  it("reads what was written", () => {
    const terms = { track: "fast", isLine: true, hasFiveSeats: true, parties: ids(7, 70_000) } as const;
    expect(readExtraData(extraDataOf(terms))).to.deep.equal({ ...unmarked, ...terms });
  });

  it("takes nothing for the general track", () => {
    const none = { track: "general", isLine: false, hasFiveSeats: false, parties: [] };
    expect(readExtraData("0x")).to.deep.equal({ ...unmarked, ...none });
  });

  for (const wrong of ["0x08", "0x0000", "0x00000000", "track", `0x00${"00000001".repeat(9)}`]) {
    it(`refuses ${wrong.slice(0, 12)}`, () => {
      expect(() => readExtraData(wrong)).to.throw(InvalidInputError);
    });
  }
});

describe("evidence", () => {
  const file = "The lease, as both signed it.";
  const statement = {
    name: "The lease",
    description: "Clause 4: the landlord repairs the roof.",
    fileUri: textUri(file),
    fileHash: contentHash(file),
    fileType: "txt",
  };

  it("is submitted whole, and read again", async () => {
    const world = await loadFixture(aCourtroom);
    const caseId = await bring(world);
    const { court } = world.as(3);
    const submitted = await court.submitEvidence.wait({ caseId, evidence: statement });
    expect(submitted).to.deep.include({ caseId, by: world.citizens[2].address });
    const [found] = await world.asStranger.court.evidence({ caseId });
    expect(found).to.deep.include({ by: world.citizens[2].address, uri: submitted.uri, statement });
  });

  it("is submitted by the address of its document", async () => {
    const world = await loadFixture(aCourtroom);
    const caseId = await bring(world);
    const documentUri = "ipfs://bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
    await world.asStranger.court.submitEvidence.wait({ caseId, evidence: { documentUri } });
    const [found] = await world.asStranger.court.evidence({ caseId });
    expect(found).to.deep.include({ uri: documentUri, statement: undefined });
  });

  it("is shown by its own case alone", async () => {
    const world = await loadFixture(aCourtroom);
    const [first, second] = [await bring(world), await bring(world)];
    await world.asStranger.court.submitEvidence.wait({ caseId: first, evidence: statement });
    expect(await world.asStranger.court.evidence({ caseId: second })).to.deep.equal([]);
  });

  it("fails before anything is sent when it is too long, and says what to do", async () => {
    const world = await loadFixture(aCourtroom);
    const caseId = await bring(world);
    const evidence = { name: "All of it", description: "x".repeat(2_000) };
    const error = await failureOf(world.asStranger.court.submitEvidence({ caseId, evidence }));
    expect(error).to.be.instanceOf(InvalidInputError);
    expect((error as NationError).advice).to.contain("at most 2048 bytes (or publish evidenceDocument() elsewhere");
  });

  it("holds as much as the court publishes, to the byte", () => {
    const documentUri = `https://example.org/${"x".repeat(2_048 - 20)}`;
    expect(evidenceUri({ documentUri })).to.have.length(2_048);
    expect(() => evidenceUri({ documentUri: `${documentUri}x` })).to.throw(InvalidInputError);
  });

  it("is written as ERC-1497 has it", () => {
    const { fileUri, fileHash } = statement;
    expect(JSON.parse(evidenceDocument(statement))).to.deep.equal({
      name: "The lease",
      description: "Clause 4: the landlord repairs the roof.",
      fileURI: fileUri,
      fileHash,
      fileTypeExtension: "txt",
    });
    expect(JSON.parse(evidenceDocument({ name: "Bare" }))).to.deep.equal({ name: "Bare" });
  });

  it("takes no hash that is none", () => {
    expect(() => evidenceDocument({ name: "Wrong", fileHash: "0x12" })).to.throw(InvalidInputError);
  });

  it("hashes bytes and texts alike", () => {
    expect(contentHash(toUtf8Bytes(file))).to.equal(contentHash(file));
    expect(contentHash(file)).to.equal(ethers.id(file));
  });

  const data = (text: string) => `data:application/json;base64,${encodeBase64(toUtf8Bytes(text))}`;
  const foreign = [
    "https://example.org/evidence.json",
    data("{"),
    data("null"),
    data("[]"),
    data(`{"name":7}`),
    "data:application/json;base64,%",
  ];
  for (const uri of foreign) {
    it(`is not read out of ${uri.slice(0, 48)}`, () => {
      expect(readEvidence(uri)).to.equal(undefined);
    });
  }

  it("leaves out what is no text", () => {
    expect(readEvidence(data(`{"name":"A","description":{"toString":1},"fileURI":2}`))).to.deep.equal({ name: "A" });
  });
});
