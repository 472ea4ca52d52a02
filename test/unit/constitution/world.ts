import { time } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";
import { nation } from "../../fixtures/institutions";

export const GOVERNMENT = 0n;
export const REGISTRAR = 1n;
export const JUSTICE = 2n;
export const CONSTITUTIONAL = 4n;
export const EVERYONE = 2n ** 64n - 1n;
const ACTIVE = 1n;
export const SUSPENDED = 2n;
const WITHOUT_END = 2n ** 40n - 1n;
export const DAY = 24 * 60 * 60;
export const hashOf = (text: string) => ethers.keccak256(ethers.toUtf8Bytes(text));
export const speech = { title: "Speech", text: "Everyone may speak." };
export const taxes = { title: "Taxes", text: "A transfer is taxed at {coin.taxRate}.\nNobody else takes a share." };

export async function aConstitution() {
  const [founder, citizen, otherKey, stranger] = await ethers.getSigners();
  const { constitution, citizenship } = await nation({
    only: ["constitution"],
    stub: { citizenship: "CitizenshipStub" },
  });
  const agent = await (await ethers.getContractFactory("PlainAgent")).deploy();
  const citizenId = 7n;
  const record = {
    holder: citizen.address,
    since: 1n,
    wakesAt: 1n,
    until: WITHOUT_END,
    standing: ACTIVE,
    suspendedUntil: 0n,
    markedLapsed: false,
  };
  await citizenship.write(citizenId, record);
  return { constitution, citizenship, agent, founder, citizen, otherKey, stranger, citizenId, record };
}

export async function aConstitutionWithArticles() {
  const world = await aConstitution();
  await world.constitution.enact([speech, taxes]);
  return { ...world, enactedAt: BigInt(await time.latest()) };
}

export async function anOffice() {
  const world = await aConstitution();
  const until = (await time.latest()) + 30 * DAY;
  await world.constitution.appoint(REGISTRAR, world.citizenId, until);
  return { ...world, until };
}
