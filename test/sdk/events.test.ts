import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Log, ZeroHash, type BaseContract, type ParamType, type Provider } from "ethers";
import { ethers } from "hardhat";
import {
  InvalidInputError,
  bps,
  citizenId,
  civic,
  institutionNames,
  moment,
  type EventApi,
  type InstitutionClients,
  type NationClient,
} from "../../sdk/src";
import { toKey } from "../../sdk/src/core";
import { declarationOf } from "../../sdk/src/institutions/registry";
import { aConnectedNation } from "../fixtures/connected";
import { aWholeNation } from "../fixtures/whole";
import { failureOf } from "../fixtures/failure";

interface Speaking {
  readonly contract: BaseContract;
  readonly events: Readonly<Record<string, EventApi<Readonly<Record<string, unknown>>>>>;
}

/** Every institution with a client; the nation's own is the nation itself. */
const speaking = institutionNames.filter((name) => declarationOf(name).client !== undefined);

const clientOf = (nation: NationClient, name: (typeof speaking)[number]): Speaking =>
  (name === "nation" ? nation : nation[name as keyof InstitutionClients]) as unknown as Speaking;

/** A value that a field can have. */
function sample({ baseType, type, components, arrayChildren }: ParamType): unknown {
  if (arrayChildren !== null) return [sample(arrayChildren)];
  if (components !== null) return components.map((component) => sample(component));
  if (/^u?int/.test(baseType)) return 1n;
  if (baseType === "address") return ethers.ZeroAddress.replace(/0$/, "7");
  if (baseType === "bool") return true;
  if (baseType === "string") return "text";
  if (type === "bytes32") return toKey("taxRate");
  return type === "bytes" ? "0x" : ZeroHash.slice(0, 2 + 2 * Number(type.slice("bytes".length)));
}

describe("events", () => {
  for (const name of speaking) {
    it(`reads every event of the ${name}`, async () => {
      const { asStranger: client } = await loadFixture(aWholeNation);
      const { contract, events } = clientOf(client, name);
      const address = await contract.getAddress();
      contract.interface.forEachEvent((fragment) => {
        const { data, topics } = contract.interface.encodeEventLog(fragment, fragment.inputs.map(sample));
        const log = new Log(
          {
            address,
            data,
            topics,
            blockNumber: 7,
            blockHash: ZeroHash,
            transactionHash: ZeroHash,
            transactionIndex: 0,
            index: 3,
            removed: false,
          },
          null as unknown as Provider,
        );
        const found = events[fragment.name].decode(log);
        expect(found, fragment.name).to.include({ block: 7, logIndex: 3 });
        expect(Object.keys(found ?? {}), fragment.name).to.include.members(fragment.inputs.map((input) => input.name));
      });
    });
  }

  it("gives what the unit of the field says", async () => {
    const { government, stranger } = await loadFixture(aConnectedNation);
    const until = moment.from(BigInt(await time.latest()) + 30n * 86_400n);
    await government.citizenship.invite.wait({ invitees: [stranger.address], until });
    const [invited] = await government.citizenship.events.AdmissionInvited.query();
    expect(invited).to.deep.include({ invitee: stranger.address, until });
  });

  it("names a role and a provision, and finds them by name", async () => {
    const { government } = await loadFixture(aConnectedNation);
    await government.coin.setProvision.wait({ key: "taxRate", value: bps.percent("2") });
    const { events } = government.coin;
    const [, set] = await events.ProvisionSet.query({ where: { key: "taxRate" } });
    expect([set.key, set.oldValue, set.newValue]).to.deep.equal(["taxRate", bps.percent("1"), bps.percent("2")]);
    expect(await events.ProvisionSet.query({ where: { key: "yearlyMint" } })).to.have.length(1);

    const until = moment.of(new Date((await time.latest()) * 1_000 + 86_400_000));
    const office = { role: "registrar", citizenId: citizenId.from(1), until } as const;
    await government.constitution.appoint.wait(office);
    const [appointed] = await government.constitution.events.OfficerAppointed.query({ where: { role: "registrar" } });
    expect([appointed.role, appointed.citizenId]).to.deep.equal(["registrar", 1n]);
  });

  it("says which money was paid", async () => {
    const { government, stranger } = await loadFixture(aConnectedNation);
    await government.coin.mint.wait({ to: government.treasury.address, amount: civic.parse("5") });
    const amount = { coin: civic.parse("1") };
    await government.treasury.pay.wait({ to: stranger.address, amount, purpose: "Thanks" });
    const [paid] = await government.treasury.events.Paid.query({ where: { to: stranger.address } });
    expect(paid.amount).to.deep.equal(amount);
  });

  for (const [what, where] of [
    ["no value", { to: undefined }],
    ["a field that there is not", { receiver: 1n }],
  ] as const) {
    it(`refuses to look for ${what}, which would find everything`, async () => {
      const { client } = await loadFixture(aConnectedNation);
      const failure = await failureOf(client.treasury.events.Paid.query({ where: where as never }));
      expect(failure).to.be.instanceOf(InvalidInputError);
    });
  }

  it("reads the logs of a receipt, and passes over those of others", async () => {
    const { government, stranger } = await loadFixture(aConnectedNation);
    const { receipt } = await government.coin.mint.wait({ to: stranger.address, amount: civic.parse("5") });
    const { events } = government.coin;
    const found = receipt.logs.map((log) => events.Transfer.decode(log)).filter((event) => event !== undefined);
    expect(found.map(({ to, value }) => [to, value])).to.deep.equal([[stranger.address, civic.parse("5")]]);
    expect(receipt.logs.map((log) => government.stake.events.Staked.decode(log))).to.deep.equal([undefined]);
  });
});
