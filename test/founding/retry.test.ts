import { expect } from "chai";
import { makeError } from "ethers";
import { ethers } from "hardhat";
import { NationError, RevertError } from "../../sdk/src";
import { estimateFounding } from "../../sdk/src/founding";
import { NodeUnreachableError } from "../../sdk/src/founding/errors";
import { retry } from "../../sdk/src/founding/retry";
import { compiledCode } from "../fixtures/code";
import { failureOf } from "../fixtures/failure";
import { REVERTS } from "../fixtures/node-answers";
import { charterOf } from "../fixtures/nation";

const OPTIONS = { nodeTimeoutMs: 200, pollMs: 20, resume: "try again." };

/** What ethers makes of a node's answer to a call. */
const answered = (error: object, data: string | null = null): Error =>
  Object.assign(
    makeError("missing revert data", "CALL_EXCEPTION", {
      action: "estimateGas",
      data,
      reason: null,
      transaction: { to: null, data: `0xa9059cbb${"00".repeat(64)}` },
      invocation: null,
      revert: null,
    }),
    { info: { error, payload: { method: "eth_estimateGas" } } },
  );

const limited = answered({ code: -32_005, message: "rate limit exceeded" });
const reverted = answered({ code: 3, message: "execution reverted", data: REVERTS.custom }, REVERTS.custom);

/** Fails with a failure so many times, and then answers. */
function failing(failure: Error, times: number): { asked: () => number; request: () => Promise<string> } {
  let asked = 0;
  return { asked: () => asked, request: () => (++asked > times ? Promise.resolve("answer") : Promise.reject(failure)) };
}

describe("retry()", () => {
  context("given a node that limits it", () => {
    it("asks again until it answers", async () => {
      const { asked, request } = failing(limited, 3);
      expect(await retry("a thing", request, OPTIONS)).to.equal("answer");
      expect(asked()).to.equal(4);
    });

    it("says what was asked once the time is up", async () => {
      const error = await failureOf(retry("a thing", failing(limited, Infinity).request, OPTIONS));
      expect(error)
        .to.be.instanceOf(NodeUnreachableError)
        .with.property("message")
        .that.matches(/about a thing/);
    });
  });

  context("given a contract that refuses", () => {
    it("asks once, and fails with the contract's own error", async () => {
      const { asked, request } = failing(reverted, Infinity);
      expect(await failureOf(retry("a thing", request, OPTIONS))).to.be.instanceOf(RevertError);
      expect(asked()).to.equal(1);
    });
  });
});

describe("estimateFounding()", () => {
  context("given a creation that the chain refuses", () => {
    it("fails at once, and blames no node", async () => {
      const provider = new Proxy(ethers.provider, {
        get: (target, name) => {
          if (name === "estimateGas") return () => Promise.reject(reverted);
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? (value as () => unknown).bind(target) : value;
        },
      });
      const [{ address }] = await ethers.getSigners();
      const started = Date.now();
      const error = await failureOf(estimateFounding(charterOf([address]), provider, { code: compiledCode }));
      expect(error).to.be.instanceOf(RevertError);
      expect((error as NationError).retryable).to.equal(false);
      expect(Date.now() - started).to.be.lessThan(10_000);
    });
  });
});
