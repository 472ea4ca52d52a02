import { interfaceOf as spoken } from "../../core/declaration";
import { toKey } from "../../core/keys";
import { keptRoles, roles } from "../../core/roles";
import { wei } from "../../core/units";
import type { Call } from "../../core/write";
import { declarationOf, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { interfaceOf, namesOf, type Addresses } from "../institutions";
import { functionRoles } from "../powers";

/** An institution that takes a place in the directory. */
export interface Adopted {
  readonly name: InstitutionName;
  readonly address: string;
  /** Who held the place before. */
  readonly former: readonly string[];
  /** Whether it is exempt from tax for good already, as one that had its place before is. */
  readonly isExempt: boolean;
}

const authority = spoken(spine.authority);
const directory = spoken(spine.directory);

/**
 * The calls by which a government adopts institutions: each is appointed in the directory and given what its declaration says.
 * Whoever held the place before loses its roles but those that its records need, and stays exempt from tax. Those that stay are told of the new ones. The roles have had their labels since the
 * founding, which labels all.
 *
 * @param adopted The institutions.
 * @param addresses Where the nation's institutions are, the adopted ones among them.
 */
export function adoptionCalls(adopted: readonly Adopted[], addresses: Addresses): Call[] {
  const call = (name: InstitutionName, data: string): Call => ({ target: addresses[name]!, value: wei.from(0n), data });
  const calls: Call[] = [];
  for (const { name, address, former, isExempt } of adopted) {
    const { taxExempt = false, roles: held = [] } = declarationOf(name);
    calls.push(
      call(spine.directory.name, directory.encodeFunctionData("appointInstitution", [toKey(name), address])),
      ...(taxExempt && !isExempt ? exemptions(address, addresses, call) : []),
      ...functionRoles([name]).map(({ selectors, role }) =>
        call(spine.authority.name, authority.encodeFunctionData("setTargetFunctionRole", [address, selectors, role])),
      ),
    );
    for (const role of held) {
      for (const one of keptRoles.includes(role) ? [] : former)
        calls.push(call(spine.authority.name, authority.encodeFunctionData("revokeRole", [roles[role], one])));
      calls.push(call(spine.authority.name, authority.encodeFunctionData("grantRole", [roles[role], address, 0])));
    }
    calls.push(...repointings({ name, address }, { adopted, addresses, call }));
  }
  return calls;
}

type MakeCall = (name: InstitutionName, data: string) => Call;

/** Exempts an institution from tax for good. The one that it replaces stays exempt: it returns what it holds. */
const exemptions = (address: string, addresses: Addresses, call: MakeCall): Call[] =>
  namesOf(addresses).flatMap((name) => {
    const { exempting } = declarationOf(name);
    return exempting === undefined ? [] : [call(name, exempting.fix(address))];
  });

/** Tells those that stay of an institution that they can be told of. */
const repointings = (
  { name, address }: Pick<Adopted, "name" | "address">,
  context: { readonly adopted: readonly Adopted[]; readonly addresses: Addresses; readonly call: MakeCall },
): Call[] =>
  namesOf(context.addresses).flatMap((one) => {
    const method = declarationOf(one).repointedBy?.[name];
    if (method === undefined || context.adopted.some((other) => other.name === one)) return [];
    return [context.call(one, interfaceOf(one).encodeFunctionData(method, [address]))];
  });
