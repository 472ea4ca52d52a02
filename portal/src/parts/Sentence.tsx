import { useContext } from "react";
import { NamesContext, short } from "./people";
import { plain } from "./strangers";

const ADDRESS = /(0x[0-9a-fA-F]{40}(?![0-9a-fA-F]))/;

/** What the governor demands at the end of a description, which says to people what stands there already. */
const PROPOSER = /\s*#proposer=0x[0-9a-fA-F]{40}/g;

/** A sentence of the SDK: accounts by the names that this device knows, else shortened; in full one touch away. */
export function Sentence({ text }: { readonly text: string }) {
  const names = useContext(NamesContext);
  const parts = plain(text.replaceAll(PROPOSER, "")).split(ADDRESS);
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
