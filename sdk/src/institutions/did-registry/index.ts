export * from "./client";
export * from "./did";
export type { DidRegistryEventUnits } from "./events";
export * from "./signatures";
