/**
 * React hooks for digital nations, over `@civitas/sdk` and TanStack Query.
 *
 * @packageDocumentation
 */
export { useAct, type Act, type ActOptions, type ActState, type ActStatus, type Preview } from "./act";
export { useList, useRecord, type List, type ListName, type ListedBy, type QueryOf } from "./list";
export { NationProvider, type NationProviderProps } from "./provider";
export { useCase, useNation, useNext, useOverview, useRead, type Read, type ReadOptions } from "./read";
