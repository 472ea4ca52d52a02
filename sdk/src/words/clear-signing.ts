import { ZeroAddress, type FunctionFragment, type ParamType, type TypedDataField } from "ethers";
import type { Address } from "../core/address";
import { commonKinds, type ValueKind } from "../core/call-words";
import { interfaceBy } from "../core/declaration";
import type { SignedTypes } from "../core/typed-data";
import { agreementsSignedTypes } from "../institutions/agreements/signatures";
import { citizenshipSignedTypes } from "../institutions/citizenship/signatures";
import { coinSignedTypes } from "../institutions/coin/signatures";
import { governorSignedTypes } from "../institutions/governor/signatures";
import { delegationSignedTypes } from "../institutions/delegation";
import { declarationOf, institutionNames, type InstitutionName } from "../institutions/registry";
import { callWordsOf } from "./registry";
import { institutionMessage, inWords } from "./values";

/** A field of what is signed, as wallets show it. */
export interface ClearField {
  readonly path: string;
  readonly label: string;
  readonly format: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** How one function, or one structure, is shown. */
export interface ClearFormat {
  readonly intent: string;
  /** The intent as a sentence with the fields in it. */
  readonly interpolatedIntent?: string;
  readonly fields: readonly ClearField[];
  /** What is not shown: parts of signatures, and numbers used once. */
  readonly excluded: readonly string[];
}

/** A file by which wallets show what they sign in words (ERC-7730). */
export interface ClearSigningFile {
  readonly $schema: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly display: { readonly formats: Readonly<Record<string, ClearFormat>> };
}

/** The nation whose contracts are signed for. */
export interface ClearSigned {
  readonly name: string;
  readonly chainId: number;
  readonly directory: Readonly<Record<string, Address>>;
}

const SCHEMA = "https://eips.ethereum.org/assets/eip-7730/erc7730-v1.schema.json";
const NATIVE = "0x0000000000000000000000000000000000000000";

/** What people sign, by institution. */
const signedTypes: { readonly [Name in InstitutionName]?: SignedTypes } = {
  agreements: agreementsSignedTypes,
  citizenship: citizenshipSignedTypes,
  coin: coinSignedTypes,
  governor: governorSignedTypes,
  stake: delegationSignedTypes,
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const label = (name: string): string => capital(inWords(name.replace(/^new(?=[A-Z])/, "")).toLowerCase());

/** A value of a function or a structure: how it is called, where it is, and how it is written. */
interface Place {
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly kind: ValueKind | undefined;
}

function formatOf(
  { type, kind, name, path }: Place,
  enumOf: (choices: readonly string[]) => string,
): Omit<ClearField, "path" | "label"> {
  if (kind === "civic") return { format: "tokenAmount", params: { token: "$.metadata.constants.coin" } };
  if (kind === "moment" || (typeof kind === "object" && "untilOr" in kind))
    return { format: "date", params: { encoding: "timestamp" } };
  if (kind === "duration") return { format: "duration" };
  if (kind === "native") return { format: "amount" };
  if (typeof kind === "object" && "of" in kind) {
    return {
      format: "tokenAmount",
      params: { tokenPath: path.replace(/\w+$/, kind.of), nativeCurrencyAddress: [NATIVE] },
    };
  }
  if (Array.isArray(kind)) return { format: "enum", params: { $ref: enumOf(kind as readonly string[]) } };
  if (type.startsWith("address")) {
    const types = name === "asset" ? ["token"] : ["eoa", "wallet", "contract"];
    return { format: "addressName", params: { types, sources: ["local", "ens"] } };
  }
  return { format: "raw" };
}

/** Choices by the numbers that contracts have for them, each list once, under the name of the first that takes it. */
class Enums {
  readonly lists: Record<string, Readonly<Record<string, string>>> = {};

  named(name: string, choices: readonly string[]): string {
    const list = Object.fromEntries(choices.map((choice, index) => [String(index), choice]));
    const known = Object.entries(this.lists).find(([, one]) => JSON.stringify(one) === JSON.stringify(list));
    const key = known?.[0] ?? (Object.hasOwn(this.lists, name) ? `${name}${Object.keys(this.lists).length}` : name);
    this.lists[key] = list;
    return `$.metadata.enums.${key}`;
  }
}

const fieldOf = (place: Place, enums: Enums): ClearField => ({
  path: place.path,
  label: label(place.name),
  ...formatOf(place, (choices) => enums.named(place.name, choices)),
});

/** Nobody reads signatures, seeds and proofs in a wallet. */
const UNREADABLE = /^(v|r|s|signature|signatures|salt|predecessor|nonce)$/;

/** What is shown, and what is not. */
function shown(places: readonly Place[], enums: Enums): Pick<ClearFormat, "fields" | "excluded"> {
  const hidden = places.filter(({ name }) => UNREADABLE.test(name));
  return {
    fields: places.filter((place) => !hidden.includes(place)).map((place) => fieldOf(place, enums)),
    excluded: hidden.map(({ path }) => path),
  };
}

/** The values of a function's inputs, those of its structures and lists in their places. */
function placesOf(
  inputs: readonly ParamType[],
  context: { readonly kindOf: (name: string) => ValueKind | undefined; readonly path: string },
): Place[] {
  return inputs.flatMap((param): Place[] => {
    const { arrayChildren } = param;
    const path = context.path === "" ? param.name : `${context.path}.${param.name}`;
    const components = param.components ?? arrayChildren?.components ?? null;
    const inside = arrayChildren === null ? path : `${path}.[]`;
    if (components !== null) return placesOf(components, { ...context, path: inside });
    if (param.name === "") return [];
    return [{ name: param.name, type: param.type, path: inside, kind: context.kindOf(param.name) }];
  });
}

/** A sentence with paths in the place of names; undefined where it names what a wallet cannot put there. */
function interpolated(template: string, places: readonly Place[]): string | undefined {
  let isWhole = true;
  const text = template.replaceAll(/\{(\w+)[^}]*\}/g, (_, name: string) => {
    const place = places.find((one) => one.name === name);
    if (place === undefined || place.path.includes("[]")) isWhole = false;
    return `{${place?.path ?? name}}`;
  });
  return isWhole ? text : undefined;
}

function functionFormat(name: InstitutionName, fragment: FunctionFragment, enums: Enums): ClearFormat {
  const words = callWordsOf[name];
  const kindOf = (argument: string): ValueKind | undefined => {
    const kinds: Readonly<Record<string, ValueKind>> = words.kinds;
    return kinds[`${fragment.name}.${argument}`] ?? kinds[argument] ?? commonKinds[argument];
  };
  const places = placesOf(fragment.inputs, { kindOf, path: "" });
  const own: Readonly<Record<string, string>> = words.sentences.sentences;
  const template = own[fragment.format("sighash")] ?? own[fragment.name];
  const sentence = template === undefined ? undefined : interpolated(template, places);
  const { fields, excluded } = shown(places, enums);
  const nested = callFieldsOf(fragment);
  const sent: ClearField[] = fragment.payable ? [{ path: "@.value", label: "Amount sent", format: "amount" }] : [];
  return {
    intent: label(fragment.name),
    ...(sentence !== undefined && { interpolatedIntent: sentence }),
    fields: [...fields.map((field) => nested.get(field.path) ?? field), ...sent],
    excluded,
  };
}

/** Data that is a call itself, which wallets describe by the file of the contract that it is to. */
function callFieldsOf({ inputs }: FunctionFragment): ReadonlyMap<string, ClearField> {
  const has = (name: string) => inputs.some((input) => input.name === name);
  const call = (path: string, calleePath: string): [string, ClearField] => [
    path,
    { path, label: "Call", format: "calldata", params: { calleePath } },
  ];
  const single = ["data", "payload"].filter((name) => has("target") && has(name)).map((name) => call(name, "target"));
  const lists = ["payloads", "calldatas"].filter((name) => has("targets") && has(name));
  return new Map([...single, ...lists.map((name) => call(`${name}.[]`, "targets.[]"))]);
}

/** The kinds of what structures hold: those of the functions that take them signed. */
const structureKinds: Readonly<Record<string, ValueKind>> = {
  ...commonKinds,
  validAfter: "moment",
  validBefore: "moment",
  validUntil: "moment",
  support: ["against", "for", "abstain"],
};

function structureFormat(name: InstitutionName, types: SignedTypes, type: string, enums: Enums): ClearFormat {
  const places = (fields: readonly TypedDataField[], path: string): Place[] =>
    fields.flatMap((field): Place[] => {
      const at = path === "" ? field.name : `${path}.${field.name}`;
      if (Object.hasOwn(types, field.type)) return places(types[field.type], at);
      const isList = field.type.endsWith("[]");
      const kind = name === "coin" && field.name === "value" ? "civic" : structureKinds[field.name];
      return [{ name: field.name, type: field.type, path: isList ? `${at}.[]` : at, kind }];
    });
  return { intent: label(type), ...shown(places(types[type], ""), enums) };
}

/** A function as ERC-7730 names it: with its parameters' names. */
const keyOf = ({ name, inputs }: FunctionFragment): string =>
  `${name}(${inputs.map((input) => input.format("full").replaceAll("tuple(", "(").replaceAll(", ", ",")).join(",")})`;

/** The structure as EIP-712 encodes its type. */
function encodedType(types: SignedTypes, type: string): string {
  const written = (one: string) => `${one}(${types[one].map((field) => `${field.type} ${field.name}`).join(",")})`;
  const inner = types[type].map((field) => field.type).filter((one) => Object.hasOwn(types, one));
  return [type, ...inner].map(written).join("");
}

function deploymentsOf(
  name: InstitutionName,
  nation: ClearSigned | undefined,
): { chainId: number; address: Address }[] {
  const address = nation?.directory[name];
  return nation === undefined || address === undefined ? [] : [{ chainId: nation.chainId, address }];
}

const metadataOf = (name: InstitutionName, nation: ClearSigned | undefined, enums: Enums) => ({
  owner: nation?.name ?? "Civitas",
  contractName: capital(institutionMessage(name, ZeroAddress).text.replace(/^the /, "")),
  constants: { coin: nation?.directory.coin ?? NATIVE },
  enums: enums.lists,
});

function callFile(name: InstitutionName, nation: ClearSigned | undefined): ClearSigningFile {
  const enums = new Enums();
  const { factory, variants } = declarationOf(name);
  const formats: Record<string, ClearFormat> = {};
  for (const one of [factory, ...Object.values(variants?.contracts ?? {}).map((variant) => variant.factory)]) {
    interfaceBy(one).forEachFunction((fragment) => {
      if (!fragment.constant) formats[keyOf(fragment)] ??= functionFormat(name, fragment, enums);
    });
  }
  return {
    $schema: SCHEMA,
    context: { $id: `civitas-${name}`, contract: { deployments: deploymentsOf(name, nation) } },
    metadata: metadataOf(name, nation, enums),
    display: { formats },
  };
}

function signatureFile(name: InstitutionName, types: SignedTypes, nation: ClearSigned | undefined): ClearSigningFile {
  const enums = new Enums();
  const contained = new Set(Object.values(types).flatMap((fields) => fields.map((field) => field.type)));
  const primary = Object.keys(types).filter((type) => !contained.has(type));
  return {
    $schema: SCHEMA,
    context: { $id: `civitas-${name}-signatures`, eip712: { deployments: deploymentsOf(name, nation) } },
    metadata: metadataOf(name, nation, enums),
    display: {
      formats: Object.fromEntries(
        primary.map((type) => [encodedType(types, type), structureFormat(name, types, type, enums)]),
      ),
    },
  };
}

/**
 * The files by which wallets show what is signed in words (ERC-7730): one for the calls of each institution, one for what people sign
 * for it. A wallet takes those with the nation's addresses.
 *
 * @param nation Whose contracts are signed for; without one the files name no address.
 *
 * @example
 * const files = clearSigning({ name: profile.name, chainId: 1, directory: await nation.institutions() });
 */
export function clearSigning(nation?: ClearSigned): Readonly<Record<string, ClearSigningFile>> {
  const named = institutionNames.filter((name) => nation === undefined || Object.hasOwn(nation.directory, name));
  const files = named.flatMap((name): [string, ClearSigningFile][] => {
    const calls = callFile(name, nation);
    const types = signedTypes[name];
    const hasCalls = Object.keys(calls.display.formats).length > 0;
    return [
      ...(hasCalls ? [[`calldata-${name}.json`, calls] as [string, ClearSigningFile]] : []),
      ...(types === undefined
        ? []
        : [[`eip712-${name}.json`, signatureFile(name, types, nation)] as [string, ClearSigningFile]]),
    ];
  });
  return Object.fromEntries(files);
}
