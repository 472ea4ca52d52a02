import { impersonateAccount, loadFixture, mine, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { getAddress, id, solidityPackedKeccak256, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { citizenId, connect, moment } from "../../sdk/src";
import { openConnection } from "../../sdk/src/connection";
import { openNode } from "../../sdk/src/core";
import { credentialSchemas } from "../../sdk/src/identity/anchors";
import { foundNation } from "../fixtures/nation";
import { publicNode } from "../fixtures/public-node";

const [ANA, BEN, CYD] = [1, 2, 3].map(citizenId.from);
const DEFINITION = "bytes32 licence";
const about = { citizenId: CYD };

/** A nation whose first two citizens may attest, one under the first schema, two together under the second. */
async function aNationOfWords() {
  const world = await foundNation(3, { institutions: { attestations: true } });
  const { nation, timelock } = world.founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  const government = await connect(await ethers.getSigner(timelock), nation);
  const [ana, ben] = await Promise.all(world.citizens.slice(0, 2).map((signer) => connect(signer, nation)));
  const terms = { definition: DEFINITION, resolver: undefined, isRevocable: true };
  const { schemaId: single } = await government.attestations.registerSchema.wait({ ...terms, quorum: 1 });
  const { schemaId: double } = await government.attestations.registerSchema.wait({ ...terms, quorum: 2 });
  const until = moment.from((await time.latest()) + 86_400 * 365);
  for (const schemaId of [single, double])
    for (const one of [ANA, BEN]) await government.attestations.accredit.wait({ schemaId, citizenId: one, until });
  const anyone = await connect(world.stranger, nation);
  return { ...world, government, ana, ben, anyone, single, double, until, deadline: moment.of(new Date(4e12)) };
}

/** Ana attested a licence of Cyd. */
async function aLicence() {
  const world = await aNationOfWords();
  const { ana, single } = world;
  const content = { schemaId: single, about, data: id("licence 7") };
  const { uids } = await ana.attestations.attest.wait({ contents: [content] });
  return { ...world, content, uid: uids[0] };
}

describe("nation.attestations", () => {
  it("attests, and reads what was attested", async () => {
    const { anyone, single, uid, content } = await loadFixture(aLicence);
    expect(await anyone.attestations.attestationOf({ uid })).to.deep.equal({
      schemaId: single,
      attestedAt: BigInt(await time.latest()),
      expiration: undefined,
      revokedAt: undefined,
      attesters: [ANA],
    });
    expect(await anyone.attestations.uidOf(content)).to.equal(uid);
  });

  it("tells whether it counts, and revokes", async () => {
    const { ana, anyone, uid } = await loadFixture(aLicence);
    expect(await anyone.attestations.isValid({ uid })).to.equal(true);
    expect(await ana.attestations.revoke.wait({ uids: [uid] })).to.deep.include({ uids: [uid] });
    expect(await anyone.attestations.isValid({ uid })).to.equal(false);
  });

  it("disowns an attester", async () => {
    const { government, anyone, single, uid } = await loadFixture(aLicence);
    await government.attestations.disown.wait({ schemaId: single, citizenId: ANA, reasons: id("bribed") });
    expect(await anyone.attestations.isValid({ uid })).to.equal(false);
    const { until, disownedAt } = await anyone.attestations.accreditationOf({ schemaId: single, citizenId: ANA });
    expect([until, disownedAt]).to.deep.equal([undefined, BigInt(await time.latest())]);
  });

  it("attests as two signed, and revokes as one signed", async () => {
    const { ana, ben, anyone, double, deadline } = await loadFixture(aNationOfWords);
    const content = { schemaId: double, about, data: id("licence 8") };
    const approvals = [
      await ana.attestations.signAttestation({ ...content, deadline }),
      await ben.attestations.signAttestation({ ...content, deadline }),
    ];
    const { uid } = await anyone.attestations.attestSigned.wait({ ...content, approvals });
    expect((await anyone.attestations.attestationOf({ uid }))!.attesters).to.deep.equal([ANA, BEN]);
    await anyone.attestations.revokeSigned.wait(await ben.attestations.signRevocation({ uid, deadline }));
    expect(await anyone.attestations.isValid({ uid })).to.equal(false);
  });

  it("gives an attestation in the fields of EAS", async () => {
    const { ana, anyone, uid, content } = await loadFixture(aLicence);
    expect(await anyone.attestations.easOf({ uid })).to.deep.equal({
      uid,
      schema: solidityPackedKeccak256(["string", "address", "bool"], [DEFINITION, ZeroAddress, true]),
      time: BigInt(await time.latest()),
      expirationTime: 0n,
      revocationTime: 0n,
      refUID: ZeroHash,
      recipient: getAddress(toBeHex(CYD, 20)),
      attester: ana.account,
      revocable: true,
      data: content.data,
    });
  });

  it("tells the size of what is attested, and what has no end", async () => {
    const { anyone, ana, content } = await loadFixture(aLicence);
    const { text } = await anyone.describeCall(ana.attestations.attest.call({ contents: [content] }));
    expect(text).to.contain("32 bytes under schema 1").and.to.contain("without end").and.not.to.contain("1970");
    const { items } = await anyone.record({ institution: "attestations", limit: 10 });
    const said = items.map((item) => item.text).join("\n");
    expect(said)
      .to.contain("attested 32 bytes under schema 1")
      .and.to.contain("without end")
      .and.not.to.contain("1970");
  });

  it("tells an end where there is one, and an accreditation that there was not", async () => {
    const { government, anyone, single, until } = await loadFixture(aNationOfWords);
    const later = moment.from(until + 86_400n);
    await government.attestations.accredit.wait({ schemaId: single, citizenId: ANA, until: later });
    const { items } = await anyone.record({ institution: "attestations", limit: 10 });
    const said = items.filter(({ event }) => event === "AttesterAccredited").map((item) => item.text);
    expect(said[0]).to.contain(
      `may attest under schema 1 until ${moment.format(later)}: before, until ${moment.format(until)}.`,
    );
    expect(said[1]).to.match(/ until \S+: before, not at all\.$/);
  });

  it("gives what a disowned attester attested as revoked, from the first disowning on", async () => {
    const { ana, ben, government, anyone, double, deadline } = await loadFixture(aNationOfWords);
    const content = { schemaId: double, about, data: id("licence 8") };
    const approvals = [
      await ana.attestations.signAttestation({ ...content, deadline }),
      await ben.attestations.signAttestation({ ...content, deadline }),
    ];
    const { uid } = await anyone.attestations.attestSigned.wait({ ...content, approvals });
    expect(await anyone.attestations.easOf({ uid })).to.include({ revocationTime: 0n });
    const disown = async (citizen: typeof ANA) => {
      await government.attestations.disown.wait({ schemaId: double, citizenId: citizen, reasons: id("bribed") });
      return BigInt(await time.latest());
    };
    const first = await disown(BEN);
    await disown(ANA);
    expect(await anyone.attestations.isValid({ uid })).to.equal(false);
    expect(await anyone.attestations.easOf({ uid })).to.include({ revocationTime: first });
  });

  it("gives as valid what was attested after a disowning", async () => {
    const { ana, government, anyone, single, until } = await loadFixture(aLicence);
    await government.attestations.disown.wait({ schemaId: single, citizenId: ANA, reasons: id("bribed") });
    await government.attestations.accredit.wait({ schemaId: single, citizenId: ANA, until });
    const contents = [{ schemaId: single, about, data: id("licence 9") }];
    const { uids } = await ana.attestations.attest.wait({ contents });
    expect(await anyone.attestations.isValid({ uid: uids[0] })).to.equal(true);
    expect(await anyone.attestations.easOf({ uid: uids[0] })).to.include({ revocationTime: 0n });
  });

  it("gives in the fields of EAS what is younger than a block, under an older schema", async () => {
    const { anyone, uid } = await loadFixture(aLicence);
    const [{ block }] = await anyone.attestations.events.Attested.query({ where: { uid } });
    expect(await anyone.attestations.easOf({ uid, from: block })).to.deep.equal(
      await anyone.attestations.easOf({ uid }),
    );
    expect(await anyone.attestations.easOf({ uid, from: block + 1 })).to.equal(undefined);
  });

  it("finds attestations and schemas through a node that answers for a few blocks at once", async () => {
    const { founding, uid } = await loadFixture(aLicence);
    await mine(300);
    const node = await publicNode({ blocks: 100 });
    const provider = openNode(node.url, { chainId: 31_337 });
    try {
      const nation = await connect(provider, founding.addresses.nation);
      expect(await nation.attestations.easOf({ uid })).to.include({ uid });
      const connection = await openConnection(provider, founding.addresses.nation);
      const schemas = await credentialSchemas({ connection });
      expect(schemas.map(({ definition }) => definition)).to.deep.equal([DEFINITION, DEFINITION]);
    } finally {
      provider.destroy();
      await node.close();
    }
  });

  it("says undefined of what was not attested", async () => {
    const { anyone } = await loadFixture(aNationOfWords);
    expect(await anyone.attestations.attestationOf({ uid: ZeroHash })).to.equal(undefined);
    expect(await anyone.attestations.easOf({ uid: ZeroHash })).to.equal(undefined);
  });

  it("reads schemas", async () => {
    const { anyone, double } = await loadFixture(aNationOfWords);
    expect(await anyone.attestations.schemaCount()).to.equal(2);
    expect(await anyone.attestations.schemaOf({ schemaId: double })).to.deep.equal({
      resolver: undefined,
      quorum: 2,
      isRevocable: true,
    });
  });
});
