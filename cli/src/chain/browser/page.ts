import { createHash } from "node:crypto";

/** What the page may ask a wallet for, and how it tells that it does. */
export const ASKED = {
  eth_requestAccounts: "Your wallet asks which account acts.",
  eth_chainId: "Your wallet is asked for its chain.",
  wallet_switchEthereumChain: "Your wallet asks to change its chain to the nation's.",
  wallet_addEthereumChain: "Your wallet does not know the nation's chain, and asks whether to add it.",
  eth_sendTransaction: "Your wallet asks to send a transaction: compare it with what the terminal says.",
  personal_sign: "Your wallet asks to sign: compare it with what the terminal says.",
  eth_signTypedData_v4: "Your wallet asks to sign: compare it with what the terminal says.",
} as const;

/** How long what the page passes on may be, in bytes. */
export const LONGEST = 1_000_000;

/** What the page is told that is no longer the newest. */
export const ELSEWHERE = "elsewhere";

/** What a wallet is asked for. */
export type Asked = keyof typeof ASKED;

// Passes questions of the command to the wallet, one by one, and its answers back.
const script = `"use strict";
const asked = ${JSON.stringify(ASKED)};
const token = location.hash.slice(1);
const page = crypto.randomUUID();
const wallets = new Map();
const say = (text) => { document.getElementById("status").textContent = text; };
const post = (path, body) =>
  fetch(path, {
    method: "POST",
    headers: { authorization: "Bearer " + token, "content-type": "application/json", "x-page": page },
    body: typeof body === "string" ? body : JSON.stringify(body),
    keepalive: path === "/gone",
  });

// What a wallet says may be of any kind, and hold itself; what cannot be passed on is left out.
const written = (value) => {
  try {
    const text = JSON.stringify(value);
    return text !== undefined && new Blob([text]).size < ${LONGEST} ? text : undefined;
  } catch {
    return undefined;
  }
};

async function outcomeOf(wallet, { id, method, params }) {
  try {
    const result = (await wallet.request({ method, params })) ?? null;
    return written({ id, result }) ?? written({ id, unreadable: true });
  } catch (error) {
    const { code, message = String(error), data } = error ?? {};
    const isCode = ["number", "string"].includes(typeof code);
    const said = { ...(isCode && { code }), message: String(message).slice(0, 10000) };
    return written({ id, error: { ...said, data } }) ?? written({ id, error: said });
  }
}

async function serve(wallet) {
  say("Leave this page open until the command has ended.");
  try {
    for (;;) {
      const response = await post("/next", {});
      if (response.status === 204) continue;
      if (response.status === 410 && (await response.text()) === ${JSON.stringify(ELSEWHERE)}) {
        say("This page is open in another tab, which goes on. You can close this one.");
        return;
      }
      if (response.status !== 200) break;
      const question = await response.json();
      if (!Object.hasOwn(asked, question.method)) break;
      say(asked[question.method]);
      await post("/answer", await outcomeOf(wallet, question));
      say("Leave this page open until the command has ended.");
    }
  } catch {
    // The command has ended, and nobody answers any more.
  }
  say("The command has ended. You can close this page.");
}

function choose() {
  const known = [...wallets.values()];
  if (known.length === 0 && window.ethereum !== undefined) known.push({ name: "", wallet: window.ethereum });
  if (known.length === 0) return say("This browser has no wallet. Open the address in one that has.");
  if (known.length === 1) return serve(known[0].wallet);
  say("Choose the wallet to act with.");
  for (const { name, wallet } of known) {
    const button = document.createElement("button");
    button.textContent = name;
    button.onclick = () => {
      document.getElementById("wallets").replaceChildren();
      serve(wallet);
    };
    document.getElementById("wallets").append(button);
  }
}

// Wallets announce themselves (EIP-6963).
window.addEventListener("eip6963:announceProvider", ({ detail }) => {
  wallets.set(detail.info.uuid, { name: String(detail.info.name), wallet: detail.provider });
});
window.addEventListener("pagehide", () => post("/gone", {}));
window.dispatchEvent(new Event("eip6963:requestProvider"));
setTimeout(choose, 300);
`;

const style = `body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 38rem; margin: 2rem auto; padding: 0 1rem; }
button { font: inherit; padding: 0.5rem 1rem; margin: 0.5rem 0.5rem 0.5rem 0; }
[role="status"] { border-left: 0.3rem solid; padding-left: 0.7rem; min-height: 1.5rem; }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee; } }
`;

/** The page that stands between a command and the wallet of a browser. */
export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your wallet, for civitas</title>
<style>${style}</style>
</head>
<body>
<h1>Your wallet, for civitas</h1>
<p>A command in your terminal acts with the wallet of this browser. The wallet shows you everything before it signs.</p>
<p id="status" role="status">Looking for a wallet.</p>
<div id="wallets"></div>
<script>${script}</script>
</body>
</html>
`;

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** What the page may do: run its own script, and ask the command. */
export const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
