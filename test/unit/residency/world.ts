import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import type { BigNumberish } from "ethers";
import { ethers } from "hardhat";
import { residencySignedTypes } from "../../../sdk/src/institutions/residency/signatures";
import { DAY, now } from "../../fixtures/citizenship";
import { nation } from "../../fixtures/institutions";

export const PRICE = 2n * 10n ** 15n;
export const TERM = 30n * DAY;
export const ENDLESS = 2n ** 40n - 1n;
export const CITIZEN = 7n;
export const MOST = 120n;
export const REASONS = "Sold the residency to others.";

/** The residency of a nation, and people without a citizenship. The government is the first account. */
export async function aResidency() {
  const [government, ann, ben, sponsor, treasury] = await ethers.getSigners();
  const world = await nation({
    only: ["residency"],
    stub: { citizenship: "CitizenshipStub" },
    accounts: { treasury },
    provisions: { residency: { term: { value: 30, min: 1, max: 366 } } },
  });
  const { residency } = world;
  const pay = (who: HardhatEthersSigner, terms: BigNumberish, value = BigInt(terms) * PRICE) =>
    residency.connect(who).subscribe(terms, PRICE, TERM, { value });
  return { ...world, government, ann, ben, sponsor, treasury, pay };
}

export type World = Awaited<ReturnType<typeof aResidency>>;

/** Ann is resident 1, with twelve terms paid. */
export async function aResident() {
  const world = await aResidency();
  await world.pay(world.ann, 12);
  return { ...world, since: await now() };
}

/** The price of a term, doubled or whatever it is, in wei. */
export const setPrice = ({ residency, government }: World, price: bigint) =>
  residency.connect(government).setProvision(ethers.encodeBytes32String("fee"), price / 10n ** 9n);

/** A signature for the residency, of anybody. */
export async function signed(
  { residency }: Pick<World, "residency">,
  signer: HardhatEthersSigner,
  type: keyof typeof residencySignedTypes,
  message: Record<string, unknown>,
): Promise<string> {
  const { name, version, chainId, verifyingContract } = await residency.eip712Domain();
  const fields = { [type]: [...residencySignedTypes[type]] };
  return signer.signTypedData({ name, version, chainId, verifyingContract }, fields, message);
}

/** Consent to be a resident, for a sponsor. */
export async function consent(world: World, signer: HardhatEthersSigner, changes: Record<string, unknown> = {}) {
  const nonce = await world.residency.nonces(signer);
  const message = { account: signer.address, terms: 2, agreedPrice: PRICE, agreedTerm: TERM, nonce, deadline: ENDLESS };
  return signed(world, signer, "Subscription", { ...message, ...changes });
}

/** Consent to take over residency 1. */
export async function takeover(world: World, signer: HardhatEthersSigner, changes: Record<string, unknown> = {}) {
  const nonce = await world.residency.nonces(signer);
  const message = { residentId: 1, newAccount: signer.address, nonce, deadline: ENDLESS };
  return signed(world, signer, "Acceptance", { ...message, ...changes });
}
