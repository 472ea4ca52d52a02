import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./style.css";
import { nationAddress, openWallet, reader } from "./settings";

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <App nation={nationAddress} reader={reader} openWallet={openWallet} />
  </StrictMode>,
);
