import { useEffect, useState } from "react";
import { Picture } from "./strangers";
import { words } from "./words";

/** A code that another phone's camera reads: black on white in every theme, with the quiet edge that scanners need. */
function drawn(rows: readonly (readonly boolean[])[]): string {
  const size = rows.length;
  const dark = rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .filter((one) => one !== "")
    .join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark}"/></svg>`
  );
}

/** What is larger, no camera reads well from a screen: 1,732 bytes fit into this. */
const LARGEST = 30;

/** The image of a text's code; undefined if the text is too long for one that cameras read. */
export async function qrOf(text: string): Promise<string | undefined> {
  const { encode } = await import("uqr");
  try {
    return drawn(encode(text, { ecc: "L", border: 4, maxVersion: LARGEST }).data);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A text as a code, made when somebody asks. */
export function Qr({ text, alt }: { readonly text: string; readonly alt: string }) {
  const [isOpen, setOpen] = useState(false);
  const [svg, setSvg] = useState<string | null>();
  useEffect(() => {
    if (!isOpen) return undefined;
    let isCurrent = true;
    void qrOf(text).then((found) => isCurrent && setSvg(found ?? null));
    return () => {
      isCurrent = false;
    };
  }, [isOpen, text]);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.qr}</summary>
      {isOpen && svg === null && <p className="small soft">{words.qrTooLong}</p>}
      {isOpen && typeof svg === "string" && <Picture className="qr" svg={svg} alt={alt} />}
    </details>
  );
}
