import { AbiCoder, concat, dataLength, getAddress, getCreate2Address, id, keccak256, toBeHex, ZeroHash } from "ethers";
import { UnexpectedError } from "../core/errors";
import type { ContractCode } from "../generated/bytecode";
import { addressAt, deployerInterface } from "./institutions";

/**
 * One step of a plan, as the deployer takes it. A step names contracts that the deployer itself creates by their index, so that it
 * depends on none of their addresses.
 */
export type Step = { readonly id: string; readonly title: string } & (
  | ({ readonly kind: "create" } & Template)
  | ({ readonly kind: "call"; readonly index: number } & Template)
  | {
      readonly kind: "admit";
      readonly index: number;
      /** What every applicant has signed, 32 bytes. */
      readonly dossier: string;
      readonly applicants: readonly string[];
      /** How long an invitation lasts, in seconds. */
      readonly period: bigint;
    }
  | ({
      /** Fills offices, and then makes the call by which the deployer gives up what it holds. */
      readonly kind: "handOver";
      readonly index: number;
      /** The terms in seconds. */
      readonly offices: readonly { readonly role: bigint; readonly holder: string; readonly term: bigint }[];
    } & Template)
);

/** Data with zeros where addresses go that are not known yet, and where each goes. */
interface Template {
  readonly template: string;
  /** Four bytes each: where a word begins (3), whose address fills it (1). */
  readonly patches: string;
}

/** Steps in their order, and what commits to them. */
export interface Plan {
  readonly steps: readonly Step[];
  /** The hash of all of it, which the deployer is created with. */
  readonly hash: string;
  /** What remains after each step. */
  readonly rests: readonly string[];
}

const coder = AbiCoder.defaultAbiCoder();
const KINDS = { create: 0, call: 1, admit: 2, handOver: 3 } as const;

/** The index that stands for the deployer itself. */
export const SELF = 255;

/* TEMPLATES */

const placeholders: string[] = [];

/** What stands for the address of a contract that the deployer creates, or for its own, until that is known. */
export const placeholderOf = (index: number): string =>
  (placeholders[index] ??= getAddress(id(`placeholder ${index}`).slice(0, 42)));

/**
 * Takes the placeholders out of data.
 *
 * @param data Data in which each placeholder fills a word.
 * @param count How many contracts the deployer creates.
 * @param before How many bytes precede this data where it is patched.
 */
export function templateOf(data: string, { count, before = 0 }: { readonly count: number; readonly before?: number }) {
  let hex = data.slice(2).toLowerCase();
  const patches: string[] = [];
  for (const index of [...Array(count).keys(), SELF]) {
    const account = placeholderOf(index).slice(2).toLowerCase();
    const word = "0".repeat(24) + account;
    for (let place = hex.indexOf(word); place >= 0; place = hex.indexOf(word, place + 1)) {
      if (place % 2 !== 0) continue;
      patches.push(concat([toBeHex(before + place / 2, 3), toBeHex(index, 1)]));
      hex = hex.slice(0, place) + "0".repeat(64) + hex.slice(place + 64);
    }
    if (hex.includes(account))
      throw new UnexpectedError(`The address of contract ${index} is part of something else in a step.`);
  }
  return { template: `0x${hex}`, patches: concat(patches) };
}

/** What a deployer makes of a template. */
export function patched({ template, patches }: Template, deployer: string): string {
  const places = patches.slice(2).match(/.{8}/g) ?? [];
  let hex = template.slice(2);
  for (const place of places) {
    const start = 2 * parseInt(place.slice(0, 6), 16);
    const index = parseInt(place.slice(6), 16);
    const account = index === SELF ? deployer : addressAt(deployer, index);
    const word = "0".repeat(24) + account.slice(2).toLowerCase();
    hex = hex.slice(0, start) + word + hex.slice(start + 64);
  }
  return `0x${hex}`;
}

/* THE CHAIN OF HASHES */

function hashOf(step: Step): string {
  const kind = KINDS[step.kind];
  switch (step.kind) {
    case "create":
      return hash(["uint8", "bytes32", "bytes32"], [kind, digestOf(step.template), keccak256(step.patches)]);
    case "call":
      return hash(
        ["uint8", "uint8", "bytes32", "bytes32"],
        [kind, step.index, digestOf(step.template), keccak256(step.patches)],
      );
    case "admit":
      return hash(
        ["uint8", "uint8", "bytes32", "bytes32", "uint40"],
        [kind, step.index, step.dossier, hash(["address[]"], [step.applicants]), step.period],
      );
    case "handOver": {
      const offices = step.offices.map(({ role, holder, term }) => [role, holder, term]);
      return hash(
        ["uint8", "uint8", "bytes32", "bytes32", "bytes32"],
        [
          kind,
          step.index,
          hash(["tuple(uint64,address,uint40)[]"], [offices]),
          keccak256(step.template),
          keccak256(step.patches),
        ],
      );
    }
  }
}

const digests = new Map<string, string>();

/** The hash of a template. Codes are long, and the same few are hashed again and again. */
function digestOf(template: string): string {
  const known = digests.get(template) ?? keccak256(template);
  if (digests.size >= DIGESTS) digests.clear();
  digests.set(template, known);
  return known;
}

/** So many templates are remembered. */
const DIGESTS = 64;

const hash = (types: readonly string[], values: readonly unknown[]): string => keccak256(coder.encode(types, values));

/** What a step and the rest after it are due by: the hash that remains before the step is taken. */
export const dueBy = (step: Step, rest: string): string => hash(["bytes32", "bytes32"], [hashOf(step), rest]);

/** Chains steps to a plan. */
export function chained(steps: readonly Step[]): Plan {
  const rests: string[] = [];
  let rest = ZeroHash;
  for (const step of [...steps].reverse()) {
    rests.unshift(rest);
    rest = dueBy(step, rest);
  }
  return { steps, hash: rest, rests };
}

/** A founding citizen's consent; without one the citizen is invited. The deadline is in seconds since 1970. */
export interface SignedConsent {
  readonly deadline: number;
  readonly signature: string;
}

/** What is sent to the deployer for a step. */
export function dataOf(step: Step, rest: string, consents: Readonly<Record<string, SignedConsent>> = {}): string {
  switch (step.kind) {
    case "create":
      return deployerInterface.encodeFunctionData("create", [step.template, step.patches, rest]);
    case "call":
      return deployerInterface.encodeFunctionData("call", [step.index, step.template, step.patches, rest]);
    case "admit": {
      const { index, dossier, applicants, period } = step;
      const given = applicants.map((applicant) => consents[applicant] ?? { deadline: 0, signature: "0x" });
      return deployerInterface.encodeFunctionData("admit", [index, dossier, [...applicants], period, given, rest]);
    }
    case "handOver": {
      const { index, offices, template, patches } = step;
      return deployerInterface.encodeFunctionData("handOver", [index, [...offices], template, patches, rest]);
    }
  }
}

/* WHERE THE DEPLOYER STANDS */

/** Creates contracts at addresses that follow from their code, on nearly every chain: the deterministic deployment proxy. */
export const CREATE2_PROXY = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

/** What creates a deployer: who creates it, by which salt, from which code. */
export interface Birth {
  /** The CREATE2 factory's address. */
  readonly factory: string;
  /** 32 bytes. */
  readonly salt: string;
  readonly creation: string;
}

/** How the deployer of a plan comes about, which is given by its hash. */
export function birthOf(
  plan: string,
  { factory, salt, founder, code }: Omit<Birth, "creation"> & { readonly founder: string; readonly code: ContractCode },
): Birth {
  return { factory, salt, creation: creationOf(plan, { founder, code }) };
}

/** What creates the deployer of a plan, wherever it stands. */
export const creationOf = (
  plan: string,
  { founder, code }: { readonly founder: string; readonly code: ContractCode },
): string => concat([code.creation, coder.encode(["bytes32", "address"], [plan, founder])]);

/** The address of what is born. */
export const bornAt = ({ factory, salt, creation }: Birth): string =>
  getCreate2Address(factory, salt, keccak256(creation));

/** What is sent to the factory. */
export const birthData = ({ salt, creation }: Birth): string => concat([salt, creation]);

/** Whether a text is 32 bytes. */
export const isSalt = (salt: string): boolean => /^0x[0-9a-fA-F]{64}$/.test(salt) && dataLength(salt) === 32;
