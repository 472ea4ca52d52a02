/**
 * What a nation tells: everything that happens there, and what is to be done by whoever asks.
 *
 * @packageDocumentation
 */
export type { NextStep } from "../core/next";
export type { Next } from "../next/next";
export { ReorganisedError } from "./errors";
export type { NationEvent, RecordedEvent, RecordQuery, WatchNationOptions } from "./types";
