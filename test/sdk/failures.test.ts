import { expect } from "chai";
import { AbiCoder, Interface, makeError, ZeroAddress, type ParamType } from "ethers";
import {
  InsufficientFundsError,
  InvalidInputError,
  isRevert,
  NationError,
  NetworkFaultError,
  NonceError,
  PanicError,
  RevertError,
  RevertTextError,
  UnexpectedError,
  UnknownRevertError,
  UserRejectedError,
} from "../../sdk/src";
import { decodeRevert, revertsIn, toNationError } from "../../sdk/src/core";
import { findRevertData } from "../../sdk/src/core";
import { revertErrors } from "../../sdk/src/generated/errors";

const abi = new Interface(revertErrors.map(([signature]) => signature));
const KEY = `0x${Buffer.from("taxRate").toString("hex").padEnd(64, "0")}`;
const outOfBounds = abi.encodeErrorResult("Provisions_OutOfBounds", [KEY, 30_00n, 0n, 20_00n]);
const coder = AbiCoder.defaultAbiCoder();

describe("failures", () => {
  describe("decodeRevert()", () => {
    context("given a custom error of the nation", () => {
      it("names it and its arguments", () => {
        const error = decodeRevert(outOfBounds);
        expect(isRevert(error, "Provisions_OutOfBounds") && error.args).to.deep.equal({
          key: KEY,
          value: 30_00n,
          min: 0n,
          max: 20_00n,
        });
      });

      it("advises with the contract's own sentence", () => {
        expect(decodeRevert(outOfBounds).advice).to.equal(
          "The value is outside its bounds: choose one from min to max.",
        );
      });
    });

    context("given a dependency's custom error", () => {
      it("advises with a sentence of ours", () => {
        const error = decodeRevert(abi.encodeErrorResult("AccessManagedUnauthorized", [`0x${"11".repeat(20)}`]));
        expect(error.advice).to.match(/propose it to the citizens/);
      });
    });

    context("given a text", () => {
      it("keeps it", () => {
        const error = decodeRevert(`0x08c379a0${coder.encode(["string"], ["paused"]).slice(2)}`);
        expect(error).to.be.instanceOf(RevertTextError).with.property("text", "paused");
      });
    });

    context("given a panic", () => {
      it("says what it means", () => {
        const error = decodeRevert(`0x4e487b71${coder.encode(["uint256"], [0x11]).slice(2)}`);
        expect(error)
          .to.be.instanceOf(PanicError)
          .with.property("message")
          .that.matches(/left its range \(panic 0x11\)/);
      });
    });

    for (const [given, data] of [
      ["a selector unknown to the nation", "0xdeadbeef"],
      ["a known selector with too little after it", outOfBounds.slice(0, 40)],
      ["a text cut short", "0x08c379a0ff"],
    ]) {
      context(`given ${given}`, () => {
        it("keeps the data", () => {
          expect(decodeRevert(data)).to.be.instanceOf(UnknownRevertError).with.property("data", data);
        });
      });
    }
  });

  describe("revertErrors", () => {
    it("has a sentence for each that says what to do", () => {
      const mute = revertErrors.filter(([, advice]) => !/\.$/.test(advice) || advice.split(" ").length < 5);
      expect(mute).to.deep.equal([]);
    });

    it("gives each its class, whatever the arguments", () => {
      abi.forEachError((fragment) => {
        const data = abi.encodeErrorResult(fragment, fragment.inputs.map(zeroOf));
        expect(decodeRevert(data), fragment.name).to.be.instanceOf(RevertError);
      });
    });
  });

  describe("findRevertData()", () => {
    const places: Record<string, unknown> = {
      "ethers on a call (error.data)": makeError("execution reverted", "CALL_EXCEPTION", {
        action: "call",
        data: outOfBounds,
        reason: null,
        transaction: { to: null, data: "0x12345678" },
        invocation: null,
        revert: null,
      }),
      "ethers on an estimate it could not read (info.error.data)": {
        code: "UNKNOWN_ERROR",
        info: { error: { code: 3, data: outOfBounds } },
      },
      "a Hardhat node over HTTP (error.data.data)": {
        code: -32603,
        data: { message: "reverted", txHash: "0x12", data: outOfBounds },
      },
      "a browser wallet (error.data.originalError.data)": {
        code: -32603,
        data: { originalError: { code: 3, data: outOfBounds } },
      },
      "a wallet around ethers (error.error.data)": { error: { code: -32000, data: outOfBounds } },
      "an HTTP body": { info: { responseBody: JSON.stringify({ error: { code: 3, data: outOfBounds } }) } },
      "Parity and Nethermind (Reverted 0x…)": { error: { code: -32015, data: `Reverted ${outOfBounds}` } },
      "a message": { message: `reverted with an unrecognized custom error (return data: ${outOfBounds})` },
      "a cause": new UnexpectedError("wrapped", { cause: { data: outOfBounds } }),
    };
    for (const [place, error] of Object.entries(places)) {
      it(`finds it where it is put by ${place}`, () => {
        expect(findRevertData(error)).to.equal(outOfBounds);
      });
    }

    it("does not take what was asked for what was answered", () => {
      expect(
        findRevertData({ transaction: { data: "0x12345678" }, payload: { params: [{ data: "0x12345678" }] } }),
      ).to.equal(undefined);
    });

    it("ends on a failure that contains itself", () => {
      const error: { cause?: unknown } = {};
      error.cause = error;
      expect(findRevertData(error)).to.equal(undefined);
    });
  });

  describe("toNationError()", () => {
    const cases: [given: string, error: unknown, expected: abstract new (...args: never[]) => NationError][] = [
      ["a wallet's refusal by code", { code: 4001, message: "User rejected the request." }, UserRejectedError],
      [
        "a wallet's refusal in ethers' words",
        makeError("user rejected action", "ACTION_REJECTED", { action: "sendTransaction", reason: "rejected" }),
        UserRejectedError,
      ],
      [
        "a hardware wallet's refusal",
        new Error("Ledger device: Condition of use not satisfied (denied by the user?)"),
        UserRejectedError,
      ],
      [
        "too little native coin",
        makeError("insufficient funds for intrinsic transaction cost", "INSUFFICIENT_FUNDS", { transaction: {} }),
        InsufficientFundsError,
      ],
      [
        "too little native coin in Hardhat's words",
        new Error("Sender doesn't have enough funds to send tx."),
        InsufficientFundsError,
      ],
      ["a used nonce", makeError("nonce has already been used", "NONCE_EXPIRED", { transaction: {} }), NonceError],
      [
        "a broken connection",
        Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:8545"), { code: "ECONNREFUSED" }),
        NetworkFaultError,
      ],
      [
        "a server's error",
        makeError("server response 502 Bad Gateway", "SERVER_ERROR", { request: {} as never }),
        NetworkFaultError,
      ],
      [
        "an answer that is no answer",
        makeError("missing response for request", "BAD_DATA", { value: [] }),
        NetworkFaultError,
      ],
      [
        "a revert without data",
        makeError("missing revert data", "CALL_EXCEPTION", {
          action: "call",
          data: null,
          reason: null,
          transaction: { to: null, data: "0x" },
          invocation: null,
          revert: null,
        }),
        UnknownRevertError,
      ],
      [
        "a wrong argument",
        makeError("invalid address", "INVALID_ARGUMENT", { argument: "to", value: "0x1" }),
        InvalidInputError,
      ],
      [
        "a wrong argument that looks like data of a contract",
        makeError("bad address checksum", "INVALID_ARGUMENT", {
          argument: "address",
          value: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293Bc",
        }),
        InvalidInputError,
      ],
      ["anything else", new Error("the moon"), UnexpectedError],
      ["what is not even an error", "the moon", UnexpectedError],
    ];
    for (const [given, error, expected] of cases) {
      context(`given ${given}`, () => {
        it(`gives ${expected.name}`, () => {
          expect(toNationError(error)).to.be.instanceOf(expected);
        });
      });
    }

    it("keeps the failure as the cause", () => {
      const error = new Error("the moon");
      expect(toNationError(error).cause).to.equal(error);
    });

    it("leaves its own classes as they are", () => {
      const error = new NonceError("7");
      expect(toNationError(error)).to.equal(error);
    });

    it("gives every class a message and an advice", () => {
      for (const [, error] of cases) {
        const { message, advice } = toNationError(error);
        expect(
          [message, advice].every((text) => text.length > 5),
          `${message} ${advice}`,
        ).to.equal(true);
      }
    });
  });

  describe("revertsIn()", () => {
    it("lists the chain of errors, the outermost first", () => {
      const inner = decodeRevert(outOfBounds);
      const outer = new RevertError({ revert: "FailedCall", args: {}, advice: "Look inside.", inner });
      expect(revertsIn(outer).map(({ revert }) => revert)).to.deep.equal(["FailedCall", "Provisions_OutOfBounds"]);
      expect(outer.advice).to.equal(inner.advice);
    });
  });
});

function zeroOf(param: ParamType): unknown {
  if (param.arrayChildren !== null) return [];
  if (param.components !== null) return param.components.map(zeroOf);
  if (param.type === "address") return ZeroAddress;
  if (param.type.startsWith("bytes")) return new Uint8Array(Number(param.type.slice("bytes".length)));
  if (param.type === "string") return "";
  return param.type === "bool" ? false : 0;
}
