/**
 * The ABI of every contract, typed `as const`: for viem and other tools that read types from ABIs. It takes nothing else of the
 * SDK along.
 *
 * @packageDocumentation
 *
 * @example
 * import { civicCoinAbi } from "@civitas/sdk/abi";
 * const supply = await client.readContract({ address, abi: civicCoinAbi, functionName: "totalSupply" });
 */
export * from "../generated/abis";
