import { useRead } from "@civitas/react";
import type { CitizenId } from "@civitas/sdk";
import { Qr } from "../../parts/Qr";
import { Reading } from "../../parts/states";
import { addressOf } from "../../router";
import { words } from "./words";

/** What a passport's document says of its picture; undefined if it says nothing that can be shown as an image. */
export function pictureIn(document: string): string | undefined {
  const [head, body = ""] = document.split(",", 2);
  if (!head.startsWith("data:application/json")) return undefined;
  try {
    const json = head.endsWith(";base64") ? new TextDecoder().decode(bytesOf(body)) : decodeURIComponent(body);
    const { image } = JSON.parse(json) as { readonly image?: unknown };
    return typeof image === "string" && image.startsWith("data:image/") ? image : undefined;
  } catch {
    return undefined;
  }
}

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** The passport as the chain draws it: an image, in which nothing can run. */
export function Passport({ id }: { readonly id: CitizenId }) {
  const passport = useRead(
    ["passport", id],
    async ({ citizenship }) => pictureIn(await citizenship.passport({ citizenId: id })) ?? null,
  );
  return (
    <section className="card">
      <h2>{words.passport}</h2>
      <Reading read={passport}>
        {(picture) =>
          picture === null ? null : (
            <div className="passport-box">
              <img src={picture} alt={words.passportOf(String(id))} />
            </div>
          )
        }
      </Reading>
      <Qr text={addressOf(`/people/${String(id)}`)} alt={words.passportCode(String(id))} />
      <p className="small soft">{words.passportCodeLead}</p>
    </section>
  );
}
