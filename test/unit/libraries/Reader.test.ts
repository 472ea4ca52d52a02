import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, concat } from "ethers";
import { ethers } from "hardhat";

type Question = [target: string, data: string];
type Answers = { success: boolean; data: string }[];

const encodeQuestions = (questions: Question[]): string =>
  AbiCoder.defaultAbiCoder().encode(["tuple(address,bytes)[]"], [questions]);

const decodeAnswers = (data: string) => {
  const types = ["uint256", "uint256", "tuple(bool success, bytes data)[]"];
  const [block, timestamp, answers] = AbiCoder.defaultAbiCoder().decode(types, data) as unknown as [
    bigint,
    bigint,
    Answers,
  ];
  return { block, timestamp, answers };
};

describe("Reader", () => {
  async function aReader() {
    const [account] = await ethers.getSigners();
    const echo = await ethers.deployContract("Echo");
    const target = await echo.getAddress();
    const reader = await ethers.getContractFactory("Reader");
    const codeFor = (questions: Question[]): string => concat([reader.bytecode, encodeQuestions(questions)]);
    const ask = async (questions: Question[]) =>
      decodeAnswers(await ethers.provider.call({ data: codeFor(questions) }));
    const bytesOf = (length: number): Question => [target, echo.interface.encodeFunctionData("bytesOf", [length])];
    const lengthOf = (data: string): number => {
      const [bytes] = echo.interface.decodeFunctionResult("bytesOf", data) as unknown as [string];
      return bytes.length / 2 - 1;
    };
    return { account, echo, target, reader, codeFor, ask, bytesOf, lengthOf };
  }

  describe("constructor()", () => {
    context("given answers within the length of a code", () => {
      // Checks READER-1.
      it("answers each question in its place", async () => {
        const { ask, bytesOf, lengthOf } = await loadFixture(aReader);
        const { answers } = await ask([bytesOf(1), bytesOf(3)]);
        expect(answers.map(({ data }) => lengthOf(data))).to.deep.equal([1, 3]);
      });

      it("tells the block at which the answers hold", async () => {
        const { ask, bytesOf } = await loadFixture(aReader);
        const { block, timestamp } = await ask([bytesOf(1)]);
        const latest = await ethers.provider.getBlock("latest");
        expect(block - BigInt(latest?.number ?? 0)).to.be.oneOf([0n, 1n]);
        expect(timestamp).to.be.at.least(BigInt(latest?.timestamp ?? 0));
      });

      it("answers nothing to no question", async () => {
        const { ask } = await loadFixture(aReader);
        expect((await ask([])).answers).to.have.lengthOf(0);
      });
    });

    context("given a question without data", () => {
      it("answers the balance of native coin", async () => {
        const { ask, account } = await loadFixture(aReader);
        const { answers } = await ask([[account.address, "0x"]]);
        expect(BigInt(answers[0].data)).to.equal(await ethers.provider.getBalance(account));
      });
    });

    context("given a question that fails", () => {
      it("hands over the reason and answers the others", async () => {
        const { ask, target, echo, bytesOf } = await loadFixture(aReader);
        const { answers } = await ask([[target, echo.interface.encodeFunctionData("fail", [7])], bytesOf(1)]);
        expect(answers.map(({ success }) => success)).to.deep.equal([false, true]);
        expect(answers[0].data).to.equal(echo.interface.encodeErrorResult("Echo_Failed", [7]));
      });
    });

    context("given answers longer than a code may be", () => {
      it("gives them as an error", async () => {
        const { codeFor, bytesOf, lengthOf, reader } = await loadFixture(aReader);
        const call = ethers.provider.call({ data: codeFor([bytesOf(24_576)]) });
        const failure: unknown = await call.catch((error: unknown) => error);
        const parsed = reader.interface.parseError((failure as { data: string }).data);
        const [{ data }] = parsed?.args.answers as Answers;
        expect(parsed?.name).to.equal("Reader_Answers");
        expect(lengthOf(data)).to.equal(24_576);
      });
    });
  });
});
