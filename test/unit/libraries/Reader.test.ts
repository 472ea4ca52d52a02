import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, concat } from "ethers";
import { ethers } from "hardhat";

type Read = [target: string, data: string];
type Results = { success: boolean; data: string }[];

const encodeReads = (reads: Read[]): string => AbiCoder.defaultAbiCoder().encode(["tuple(address,bytes)[]"], [reads]);

const decodeResults = (data: string) => {
  const types = ["uint256", "uint256", "tuple(bool success, bytes data)[]"];
  const [block, timestamp, results] = AbiCoder.defaultAbiCoder().decode(types, data) as unknown as [
    bigint,
    bigint,
    Results,
  ];
  return { block, timestamp, results };
};

describe("Reader", () => {
  async function aReader() {
    const [account] = await ethers.getSigners();
    const echo = await ethers.deployContract("Echo");
    const target = await echo.getAddress();
    const reader = await ethers.getContractFactory("Reader");
    const codeFor = (reads: Read[]): string => concat([reader.bytecode, encodeReads(reads)]);
    const read = async (reads: Read[]) => decodeResults(await ethers.provider.call({ data: codeFor(reads) }));
    const bytesOf = (length: number): Read => [target, echo.interface.encodeFunctionData("bytesOf", [length])];
    const lengthOf = (data: string): number => {
      const [bytes] = echo.interface.decodeFunctionResult("bytesOf", data) as unknown as [string];
      return bytes.length / 2 - 1;
    };
    return { account, echo, target, reader, codeFor, read, bytesOf, lengthOf };
  }

  describe("constructor()", () => {
    context("given results within the length of code", () => {
      // Checks READER-1.
      it("returns one result for each read, in order", async () => {
        const { read, bytesOf, lengthOf } = await loadFixture(aReader);
        const { results } = await read([bytesOf(1), bytesOf(3)]);
        expect(results.map(({ data }) => lengthOf(data))).to.deep.equal([1, 3]);
      });

      it("returns the block number and the timestamp", async () => {
        const { read, bytesOf } = await loadFixture(aReader);
        const { block, timestamp } = await read([bytesOf(1)]);
        const latest = await ethers.provider.getBlock("latest");
        expect(block - BigInt(latest?.number ?? 0)).to.be.oneOf([0n, 1n]);
        expect(timestamp).to.be.at.least(BigInt(latest?.timestamp ?? 0));
      });

      it("returns no result without a read", async () => {
        const { read } = await loadFixture(aReader);
        expect((await read([])).results).to.have.lengthOf(0);
      });
    });

    context("given a read without data", () => {
      it("returns the balance of native coin", async () => {
        const { read, account } = await loadFixture(aReader);
        const { results } = await read([[account.address, "0x"]]);
        expect(BigInt(results[0].data)).to.equal(await ethers.provider.getBalance(account));
      });
    });

    context("given a read that reverts", () => {
      it("returns the revert data and the other results", async () => {
        const { read, target, echo, bytesOf } = await loadFixture(aReader);
        const { results } = await read([[target, echo.interface.encodeFunctionData("fail", [7])], bytesOf(1)]);
        expect(results.map(({ success }) => success)).to.deep.equal([false, true]);
        expect(results[0].data).to.equal(echo.interface.encodeErrorResult("Echo_Failed", [7]));
      });
    });

    context("given results longer than code may be", () => {
      it("reverts with Reader_Results", async () => {
        const { codeFor, bytesOf, lengthOf, reader } = await loadFixture(aReader);
        const call = ethers.provider.call({ data: codeFor([bytesOf(24_576)]) });
        const failure: unknown = await call.catch((error: unknown) => error);
        const parsed = reader.interface.parseError((failure as { data: string }).data);
        const [{ data }] = parsed?.args.results as Results;
        expect(parsed?.name).to.equal("Reader_Results");
        expect(lengthOf(data)).to.equal(24_576);
      });
    });
  });
});
