import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, concat, hexlify, id, keccak256, solidityPacked, toBeHex, toUtf8Bytes, zeroPadValue } from "ethers";
import { ethers } from "hardhat";

const coder = AbiCoder.defaultAbiCoder();
const ROOT = 11n;
const GROUP = 1n;
const NULLIFIER = 4711n;
const APP = "app_aurora";
const ACTION = "citizenship";

/** As World ID hashes to its field. */
const toField = (bytes: string): bigint => BigInt(keccak256(bytes)) >> 8n;
const signalOf = (account: string): bigint => toField(solidityPacked(["address"], [account]));
const scopeOf = (app: string, action: string): bigint =>
  toField(solidityPacked(["uint256", "string"], [toField(hexlify(toUtf8Bytes(app))), action]));
const worldData = (root = ROOT, nullifier = NULLIFIER) =>
  coder.encode(["uint256", "uint256", "uint256[8]"], [root, nullifier, Array.from({ length: 8 }, (_, i) => i)]);

/** A router that knows a proof of Ada's. */
async function aWorldId() {
  const [, ada, bo] = await ethers.getSigners();
  const router = await ethers.deployContract("WorldIdRouterStub");
  const proof = await ethers.deployContract("WorldIdProof", [router, GROUP, APP, ACTION, 2]);
  await router.setValid(ROOT, GROUP, signalOf(ada.address), NULLIFIER, scopeOf(APP, ACTION));
  return { router, proof, ada, bo };
}

const SCOPE = 99n;
const CONFIG = id("configuration");
const PASSPORT = zeroPadValue("0x01", 32);
const nullifierOf = (document: string): string =>
  keccak256(coder.encode(["uint256", "bytes32"], [SCOPE, id(document)]));
const selfData = (user: string, { document = "P123", chainId = 31337n } = {}) =>
  coder.encode(
    ["bytes", "bytes"],
    [concat([PASSPORT, id(document)]), concat([toBeHex(chainId, 32), zeroPadValue(user, 32), toUtf8Bytes("hello")])],
  );

/** A hub that takes proofs of one scope and configuration. */
async function aSelfHub() {
  const [, ada, bo] = await ethers.getSigners();
  const hub = await ethers.deployContract("SelfHubStub", [SCOPE, CONFIG]);
  const proof = await ethers.deployContract("SelfProof", [hub, SCOPE, CONFIG, 2]);
  return { hub, proof, ada, bo };
}

// Checks PROOF-1 and PROOF-2.
describe("WorldIdProof", () => {
  describe("verify()", () => {
    it("returns the nullifier, and its level", async () => {
      const { proof, ada } = await loadFixture(aWorldId);
      expect(await proof.verify(ada, worldData())).to.deep.equal([toBeHex(NULLIFIER, 32), 2n]);
    });

    it("reverts with ProofInvalid for another account, as the signal is another one", async () => {
      const { proof, router, bo } = await loadFixture(aWorldId);
      await expect(proof.verify(bo, worldData())).to.be.revertedWithCustomError(router, "ProofInvalid");
    });

    it("reverts with ProofInvalid for another nullifier", async () => {
      const { proof, router, ada } = await loadFixture(aWorldId);
      await expect(proof.verify(ada, worldData(ROOT, 1n))).to.be.revertedWithCustomError(router, "ProofInvalid");
    });

    for (const [title, terms] of [
      ["app", [GROUP, "app_other", ACTION]],
      ["action", [GROUP, APP, "vote"]],
      ["group", [0n, APP, ACTION]],
    ] as const) {
      it(`reverts with ProofInvalid for another ${title}`, async () => {
        const { router, ada } = await loadFixture(aWorldId);
        const other = await ethers.deployContract("WorldIdProof", [router, ...terms, 2]);
        await expect(other.verify(ada, worldData())).to.be.revertedWithCustomError(router, "ProofInvalid");
      });
    }

    it("reverts with ExpiredRoot for a stale root", async () => {
      const { proof, router, ada } = await loadFixture(aWorldId);
      await router.setRoot(ROOT + 1n);
      await expect(proof.verify(ada, worldData())).to.be.revertedWithCustomError(router, "ExpiredRoot");
    });
  });
});

describe("SelfProof", () => {
  describe("verify()", () => {
    it("returns the nullifier, and its level", async () => {
      const { proof, ada } = await loadFixture(aSelfHub);
      expect(await proof.verify.staticCall(ada, selfData(ada.address))).to.deep.equal([nullifierOf("P123"), 2n]);
    });

    it("keeps nothing for the next proof", async () => {
      const { proof, ada } = await loadFixture(aSelfHub);
      await proof.verify(ada, selfData(ada.address));
      await expect(proof.verify(ada, selfData(ada.address, { chainId: 42220n }))).to.be.revertedWithCustomError(
        proof,
        "SelfProof_NoAnswer",
      );
    });

    it("reverts with PersonhoodProof_NotTheApplicants for another account", async () => {
      const { proof, ada, bo } = await loadFixture(aSelfHub);
      await expect(proof.verify(bo, selfData(ada.address)))
        .to.be.revertedWithCustomError(proof, "PersonhoodProof_NotTheApplicants")
        .withArgs(bo, ada);
    });

    it("reverts with SelfProof_NoAnswer for a proof for another chain", async () => {
      const { proof, ada } = await loadFixture(aSelfHub);
      await expect(proof.verify(ada, selfData(ada.address, { chainId: 42220n }))).to.be.revertedWithCustomError(
        proof,
        "SelfProof_NoAnswer",
      );
    });

    it("reverts with InvalidScope for another scope", async () => {
      const { hub, ada } = await loadFixture(aSelfHub);
      const other = await ethers.deployContract("SelfProof", [hub, SCOPE + 1n, CONFIG, 2]);
      await expect(other.verify(ada, selfData(ada.address))).to.be.revertedWithCustomError(hub, "InvalidScope");
    });

    it("reverts with InvalidConfig for another configuration", async () => {
      const { hub, ada } = await loadFixture(aSelfHub);
      const other = await ethers.deployContract("SelfProof", [hub, SCOPE, id("other"), 2]);
      await expect(other.verify(ada, selfData(ada.address))).to.be.revertedWithCustomError(hub, "InvalidConfig");
    });
  });

  describe("onVerificationSuccess()", () => {
    it("reverts with SelfProof_NotAsked for anyone but the hub", async () => {
      const { proof, ada } = await loadFixture(aSelfHub);
      await expect(proof.connect(ada).onVerificationSuccess("0x", "0x"))
        .to.be.revertedWithCustomError(proof, "SelfProof_NotAsked")
        .withArgs(ada);
    });

    it("reverts with SelfProof_NotAsked for the hub, unasked", async () => {
      const [, hub] = await ethers.getSigners();
      const proof = await ethers.deployContract("SelfProof", [hub, SCOPE, CONFIG, 2]);
      await expect(proof.connect(hub).onVerificationSuccess("0x", "0x"))
        .to.be.revertedWithCustomError(proof, "SelfProof_NotAsked")
        .withArgs(hub);
    });
  });
});
