import { encodeBytes32String } from "ethers";
import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../../core/next";
import { multicall, readEncoder } from "../../core/reader";
import { moment, wei } from "../../core/units";
import { providerOf } from "../../core/write";
import { Admissions__factory, Citizenship__factory } from "../../generated/contracts";
import { citizenId as idUnit } from "../citizenship/units";
import { listApplications } from "./lists";
import { validatorFrom } from "./records";
import type { ListedApplication } from "./types";

/** What the admissions tell people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.admissions", {
  admit: "Your application has all the attestations that it takes: be admitted until {until}.",
  "admit.cost": "The application is closed, and you apply and pay anew.",
  expire: "The time of your application is over: close it, which gives back the bond.",
  settle: "Your vote is awake: have the bond of your admission given back.",
  payBond: "You are accredited as a validator: pay {missing} as a bond, or you attest to nothing.",
});

const step = stepsOf("admissions", nextSentences);

/** So many of the newest applications of an account are looked at, and so far back on nodes that tell little at once. */
const [NEWEST, STRETCHES] = [10, 12];

const GWEI = 1_000_000_000n;

export async function nextOf({ connection, account, citizen }: NextQuery): Promise<NextPart> {
  const provider = providerOf(connection.runner);
  const address = addressOf(connection, "admissions");
  const contract = Admissions__factory.connect(address, connection.runner);
  const citizens = addressOf(connection, "citizenship");
  const citizenship = Citizenship__factory.connect(citizens, connection.runner);
  const read = readEncoder(contract, address);
  const query = { applicant: account, limit: NEWEST };
  const [citizenId = 0n, page] = await Promise.all([
    citizen,
    listApplications({ connection, contract }, query, STRETCHES),
  ]);
  const { values, at } = await multicall(provider, [
    read(contract.validatorOf, [citizenId], validatorFrom),
    read(contract.provision, [encodeBytes32String("validatorBond")], ({ current }) => current * GWEI),
    read(contract.provision, [encodeBytes32String("attestations")], ({ current }) => Number(current)),
    readEncoder(citizenship, citizens)(citizenship.citizen, [citizenId], ({ wakesAt }) => wakesAt),
    read(contract.provision, [encodeBytes32String("firstLevel")], ({ current }) => Number(current)),
    read(contract.provision, [encodeBytes32String("secondLevel")], ({ current }) => Number(current)),
  ]);
  const [validator, needed, attestations, wakesAt, firstLevel, secondLevel] = values;
  /** For how many validators a proof of personhood stands. */
  const standsFor = [0, firstLevel, secondLevel] as const;

  const stepsFor = ({
    application,
    phase,
    deadline,
    counted,
    level,
    citizenId: admittedAs,
  }: ListedApplication): NextStep[] => {
    const params = { application };
    if (phase === "admitted" && admittedAs === idUnit.from(citizenId) && wakesAt <= at)
      return [step("settle", { kind: "owed", act: "settle", params })];
    if (phase !== "open") return [];
    if (deadline <= at) return [step("expire", { kind: "owed", act: "expire", params })];
    const args = { until: moment.format(deadline) };
    if (counted + (standsFor[level] ?? 0) < attestations) return [];
    return [step("admit", { kind: "must", act: "admit", params, until: deadline, args })];
  };
  const steps = page.items.flatMap(stepsFor);
  if (validator !== undefined && validator.until > at && validator.bond < needed) {
    const args = { missing: wei.format(wei.from(needed - validator.bond)) };
    steps.push(step("payBond", { kind: "can", act: "payBond", until: validator.until, args }));
  }
  return { steps, isPartial: page.cursor !== undefined };
}
