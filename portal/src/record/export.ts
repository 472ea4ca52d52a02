import { moment } from "@civitas/sdk";
import { jsonReplacer } from "@civitas/sdk/core";
import type { RecordedEvent } from "@civitas/sdk/watch";

const columns = ["time", "block", "institution", "event", "what", "transaction", "logIndex"] as const;

/** A cell that no table takes for a formula, whoever's words are in it. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

const rowOf = ({ at, block, institution, event, text, transaction, logIndex }: RecordedEvent): readonly string[] => [
  moment.format(at),
  String(block),
  institution,
  event ?? "",
  text,
  transaction,
  String(logIndex),
];

export const toCsv = (events: readonly RecordedEvent[]): string =>
  [columns, ...events.map(rowOf)].map((row) => row.map(cell).join(",")).join("\r\n");

export const toJson = (events: readonly RecordedEvent[]): string => JSON.stringify(events, jsonReplacer, 2);

/** Gives the reader a file: it never leaves this device. */
export function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  [link.href, link.download] = [url, name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
