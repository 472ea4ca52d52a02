import { moment } from "@civitas/sdk";
import { useContext } from "react";
import { NamesContext, short } from "./people";
import { plain } from "./strangers";
import { dateTime } from "./time";

const ADDRESS = /(0x[0-9a-fA-F]{40}(?![0-9a-fA-F]))/;

/** What the governor demands at the end of a description, which says to people what stands there already. */
const PROPOSER = /\s*#proposer=0x[0-9a-fA-F]{40}/g;

/** Moments, as the SDK writes them for everybody. */
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;

/** A stranger's text may hold what only looks like a moment: it stays as it is. */
const inZone = (text: string): string => {
  const found = new Date(text);
  return Number.isNaN(found.getTime()) ? text : dateTime(moment.of(found));
};

/** A sentence of the SDK: moments in the reader's zone, accounts by the names that this device knows, else shortened; in full one touch away. */
export function Sentence({ text }: { readonly text: string }) {
  const names = useContext(NamesContext);
  const local = text.replaceAll(PROPOSER, "").replaceAll(MOMENT, inZone);
  const parts = plain(local).split(ADDRESS);
  return (
    <bdi>
      {parts.map((part, index) =>
        ADDRESS.test(part) ? (
          <abbr key={index} title={part} className={names[part.toLowerCase()] === undefined ? "chain" : undefined}>
            {names[part.toLowerCase()] ?? short(part)}
          </abbr>
        ) : (
          part
        ),
      )}
    </bdi>
  );
}
