import { ZeroAddress } from "ethers";
import type { FoundingRecord } from "../journal";
import type { Inspection, Told } from "./inspection";
import { termsIn } from "./content";
import { Findings, type Check } from "./report";

/** What a founder could do while still in power, beyond what the charter says. */
const BEYOND = {
  treasury: ["Paid", "BudgetOpened", "BudgetClosed"],
  citizenship: ["CitizenSuspended", "CitizenReinstated", "CitizenRevoked", "CitizenMoved", "CitizenRenewed"],
  coin: ["ExemptionSet", "Transfer"],
} as const;

/** Checks that the founder handed over, and did nothing before that the charter does not say. */
export async function checkActs(
  inspection: Inspection,
  record: Pick<FoundingRecord, "founder" | "institutions"> & Partial<Pick<FoundingRecord, "citizens">>,
): Promise<Check[]> {
  const findings = new Findings("founding acts");
  const { founder, citizens } = record;
  const renounced = (await inspection.told(["constitution"], ["RoleRevoked"])).find(
    ({ event: { args } }) => args.roleId === 0n && args.account === founder,
  );
  findings.expect("The hand-over", renounced !== undefined, {
    good: `in block ${renounced?.log.blockNumber}: the founder holds nothing`,
    bad: `${founder} has not given up the founder's power`,
  });

  const end = renounced?.log.blockNumber ?? inspection.range.to;
  const before = async (name: "treasury" | "citizenship" | "coin", events: readonly string[]) =>
    (await inspection.told([name], events)).filter(({ log }) => log.blockNumber <= end);

  if (citizens !== undefined) {
    const named = ({ event: { args } }: Told, key: string) => citizens.includes(String(args[key]));
    const admitted = await before("citizenship", ["CitizenAdmitted"]);
    const invited = await before("citizenship", ["AdmissionInvited"]);
    const strangers = [
      ...admitted.filter((one) => !named(one, "holder")),
      ...invited.filter((one) => !named(one, "invitee")),
    ];
    const missing = citizens.filter(
      (account) =>
        ![
          ...admitted.map(({ event }) => String(event.args.holder)),
          ...invited.map(({ event }) => String(event.args.invitee)),
        ].includes(account),
    );
    findings.expect("The founding citizens", strangers.length === 0 && missing.length === 0, {
      good: `${admitted.length} admitted, ${citizens.length - admitted.length} invited, and nobody else`,
      bad:
        strangers.length > 0
          ? `${strangers.length} were admitted or invited whom the charter does not name`
          : `${missing.length} were neither admitted nor invited`,
    });
  }

  const [, coinTerms] = termsIn(record, "coin") as unknown as [
    unknown,
    { genesis: { holder: string; amount: bigint }[]; exempt: string[] },
  ];
  const money = await before("coin", BEYOND.coin);
  const minted = money.filter(({ event: { name, args } }) => name === "Transfer" && args[0] === ZeroAddress);
  const asGenesis =
    minted.length === coinTerms.genesis.length &&
    coinTerms.genesis.every(
      ({ holder, amount }, index) => minted[index].event.args[1] === holder && minted[index].event.args[2] === amount,
    );
  findings.expect("The first coins", asGenesis, {
    good: `went to the ${coinTerms.genesis.length} accounts of the genesis`,
    bad: "did not go where the genesis says, or more were made before the hand-over",
  });
  const exempted = money
    .filter(({ event: { name } }) => name === "ExemptionSet")
    .map(({ event }) => String(event.args[0]));
  findings.expect("Exemptions from tax", exempted.join() === [...coinTerms.exempt].join(), {
    good: "only the nation's own: what is staked, the bonds of jurors, what agreements hold",
    bad: `${exempted.join(", ")} before the hand-over`,
  });

  const beyond = [...(await before("treasury", BEYOND.treasury)), ...(await before("citizenship", BEYOND.citizenship))];
  findings.expect("The founder's other acts", beyond.length === 0, {
    good: "none",
    bad: beyond.map(({ event, institution }) => `${event.name} of ${institution}`).join(", "),
  });
  return findings.checks;
}
