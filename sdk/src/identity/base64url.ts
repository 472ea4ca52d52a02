import { decodeBase64, encodeBase64 } from "ethers";

/** Bytes as JOSE writes them. */
export const toBase64Url = (bytes: Uint8Array): string =>
  encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** Bytes that JOSE wrote. */
export const fromBase64Url = (text: string): Uint8Array =>
  decodeBase64(
    text
      .replaceAll("-", "+")
      .replaceAll("_", "/")
      .padEnd(Math.ceil(text.length / 4) * 4, "="),
  );
