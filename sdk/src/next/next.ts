import { ZeroAddress } from "ethers";
import type { Address } from "../core/address";
import { addressOf, type Connection } from "../core/directory";
import { InstitutionMissingError, type NationError } from "../core/errors";
import { asNationError } from "../core/failures";
import { toKey } from "../core/keys";
import { catalogue } from "../core/messages";
import { stepsOf, type NextPart, type NextQuery, type NextStep } from "../core/next";
import { multicall, multicallEach, readEncoder } from "../core/reader";
import { signerOf } from "../core/runner";
import { moment, type Moment } from "../core/units";
import { providerOf } from "../core/write";
import { Citizenship__factory, IPayouts__factory, Nation__factory } from "../generated/contracts";
import { citizenId as idUnit, someCitizen, type CitizenId } from "../institutions/citizenship/units";
import { moneyChanger } from "../institutions/coin/money";
import { declarationOf, institutionNames, type InstitutionName } from "../institutions/registry";
import { NameBook } from "../words/names";
import { moneyMessage } from "../words/values";

/** What a person must do, can do and is owed. */
export interface Next {
  readonly account: Address;
  /** Undefined if the account holds no citizenship. */
  readonly citizenId: CitizenId | undefined;
  /** First what must be done, by its deadline; then what can be done, by its deadline; then what is owed. */
  readonly steps: readonly NextStep[];
  /** The institutions that did not look at everything, as the node tells so little of the log at once. */
  readonly partial: readonly InstitutionName[];
  /** The institutions that could not be read, and why. */
  readonly unreadable: readonly { readonly institution: InstitutionName; readonly reason: NationError }[];
  /** The moment at which this was asked. */
  readonly at: Moment;
}

/** What is told of money that is owed. */
export const nextSentences = /* @__PURE__ */ catalogue("next.payouts", {
  claim: "You are owed {amount}: claim it.",
  claimForCitizen: "You are owed {amount} as a citizen: claim it.",
});

const order = { must: 0, can: 1, owed: 2 } as const;

const sorted = (steps: readonly NextStep[]): NextStep[] =>
  [...steps].sort(
    (a, b) => order[a.kind] - order[b.kind] || Number((a.until ?? moment.never) - (b.until ?? moment.never)),
  );

/** What institutions owe of civic and native coin, those that were replaced included. */
async function readOwed({ connection, account, citizen }: NextQuery): Promise<NextStep[]> {
  const { runner, nation, directory } = connection;
  const provider = providerOf(runner);
  const names = institutionNames.filter((name) => declarationOf(name).payouts === true);
  const contract = Nation__factory.connect(nation, runner);
  const encodeRead = readEncoder(contract, nation);
  const [{ values: histories }, citizenId] = await Promise.all([
    multicall(
      provider,
      names.map((name) =>
        encodeRead(contract.historyOf, [toKey(name)], (history) => history.map((one) => one.account)),
      ),
    ),
    citizen,
  ]);
  const { assetAddress } = moneyChanger(connection);
  const assets = (["native", "coin"] as const).filter((asset) => asset === "native" || Object.hasOwn(directory, asset));
  const asked = names.flatMap((institution, index) =>
    [...new Set(histories[index])]
      .filter((address) => address !== ZeroAddress)
      .flatMap((address) =>
        assets.flatMap((asset) => [
          { institution, address, asset, isCitizens: false },
          ...(citizenId === undefined ? [] : [{ institution, address, asset, isCitizens: true }]),
        ]),
      ),
  );
  const { values } = await multicallEach(
    provider,
    asked.map(({ address, asset, isCitizens }) => {
      const payouts = IPayouts__factory.connect(address, runner);
      const encodeOwed = readEncoder(payouts, address);
      return isCitizens
        ? encodeOwed(payouts.owedToCitizen, [assetAddress(asset), citizenId!], (amount) => amount)
        : encodeOwed(payouts.owedTo, [assetAddress(asset), account], (amount) => amount);
    }),
  );
  const book = new NameBook({ directory: { ...directory, nation } });
  return asked.flatMap(({ institution, address, asset, isCitizens }, index) => {
    const result = values[index];
    // A contract of another generation owes in other ways.
    if (!result.success || result.value === 0n) return [];
    const act = isCitizens ? "claimForCitizen" : "claim";
    const params = isCitizens ? { asset, citizenId } : { asset, account };
    const args = { amount: moneyMessage(assetAddress(asset), result.value as bigint, book) };
    const isPresent = directory[institution]?.toLowerCase() === address.toLowerCase();
    return [
      stepsOf(institution, nextSentences)(act, {
        kind: "owed",
        act,
        params: isPresent ? params : { ...params, address },
        args,
      }),
    ];
  });
}

/** Asks every institution of the nation what a person must do, can do and is owed, all at once. */
export async function readNext(
  connection: Connection,
  { account: named }: { readonly account?: Address },
): Promise<Next> {
  const { runner } = connection;
  const account = named ?? connection.account ?? (await signerOf(runner, "asking what is to be done").getAddress());
  const address = addressOf(connection, "citizenship");
  const citizenship = Citizenship__factory.connect(address, runner);
  const first = multicall(providerOf(runner), [
    readEncoder(citizenship, address)(citizenship.citizenOf, [account], someCitizen),
  ]);
  const citizen = first.then(({ values: [id] }) => id);
  const query: NextQuery = { connection, account, citizen };

  const unreadable: { institution: InstitutionName; reason: NationError }[] = [];
  const partial: InstitutionName[] = [];
  const present = institutionNames.filter((name) => name === "nation" || Object.hasOwn(connection.directory, name));
  const parts = present.map(async (institution): Promise<readonly NextStep[]> => {
    try {
      const part: NextPart = (await declarationOf(institution).next?.(query)) ?? { steps: [] };
      if (part.isPartial === true) partial.push(institution);
      return part.steps;
    } catch (error) {
      const reason = await asNationError(error);
      // Its part takes another institution, which the nation does not have.
      if (!(reason instanceof InstitutionMissingError)) unreadable.push({ institution, reason });
      return [];
    }
  });
  const [steps, owed, { values, at }] = await Promise.all([Promise.all(parts), readOwed(query), first]);
  const [id] = values;
  return {
    account,
    citizenId: id === undefined ? undefined : idUnit.from(id),
    steps: sorted([...steps.flat(), ...owed]),
    partial: present.filter((name) => partial.includes(name)),
    unreadable,
    at,
  };
}
