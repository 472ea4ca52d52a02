import { openNode } from "@civitas/sdk/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { applyLook, isLocalNode, setBuilt } from "./settings";
import "./style/tokens.css";
import "./style/frame.css";
import "./style/parts.css";
import "./style/people.css";
import "./style/forms.css";
import "./style/lists.css";
import "./style/portal.css";
import "./style/found.css";

// Zod tries at first whether it may make code from texts. The page's policy refuses, and every console would say so.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

const { VITE_NATION, VITE_RPC } = import.meta.env;
setBuilt({
  ...(VITE_NATION !== undefined && { nation: VITE_NATION }),
  ...(VITE_RPC !== undefined && { rpc: VITE_RPC }),
});
applyLook();

const openReader = (rpc: string) => openNode(rpc, isLocalNode(rpc) ? { pollMs: 250 } : {});

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <App openReader={openReader} />
  </StrictMode>,
);
