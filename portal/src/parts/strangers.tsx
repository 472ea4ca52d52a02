import { words } from "./words";

/** What moves on a screen or turns the reading direction: shown as a mark, so that nobody's words pass for the portal's. */
const MOVING = /[\p{Bidi_Control}\u{200b}-\u{200f}\u{2060}-\u{2064}\u{feff}]|(?![\n\t])\p{Control}/gu;

export const plain = (text: string): string => text.replace(MOVING, words.hidden);

/** What somebody wrote: serif, in the edge of a quotation, isolated, and never more than text. */
export function Quote({ text }: { readonly text: string }) {
  return (
    <blockquote dir="auto">
      {plain(text)
        .split(/\n{2,}/)
        .map((paragraph, index) => (
          <p key={index} className="written">
            {paragraph}
          </p>
        ))}
    </blockquote>
  );
}

/** A few words that somebody wrote, in a line of the portal's. */
export const Written = ({ text }: { readonly text: string }) => (
  <bdi className="people">{plain(text).replaceAll(/\s+/g, " ")}</bdi>
);

/** Pictures that the nation has made: only ever an image, in which nothing can run. */
export function Picture({
  svg,
  alt,
  className,
}: {
  readonly svg: string;
  readonly alt: string;
  readonly className?: string;
}) {
  return <img className={className} src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} alt={alt} />;
}

/** The host of an address that a stranger wrote, announced and never opened. */
export function Announced({ uri }: { readonly uri: string }) {
  let host = "";
  try {
    const { protocol, hostname } = new URL(uri);
    host = hostname === "" ? protocol : hostname;
  } catch {
    host = plain(uri).slice(0, 40);
  }
  return (
    <p className="small soft">
      {words.link(host)}{" "}
      <span className="chain" dir="ltr">
        {plain(uri)}
      </span>
    </p>
  );
}
