import type * as Testing from "@testing-library/react";
import { ethers } from "hardhat";
import type { createElement as CreateElement } from "react";
import type { App as PortalApp } from "../../portal/src/App";
import { closeWindow, openWindow } from "../fixtures/window";

/** A node of the reader's own machine: what is asked goes to Hardhat's chain all the same. */
export const RPC = "http://127.0.0.1:9";

interface OpenOptions {
  /** As which of the demonstration's people one acts. */
  readonly as?: number;
  /** Whether the device still has what it kept before, as after a reload. */
  readonly isKept?: boolean;
}

/** The page, in a window without a screen. */
export class Page {
  #testing: typeof Testing | undefined;
  #createElement: typeof CreateElement | undefined;
  #App: typeof PortalApp | undefined;

  get testing(): typeof Testing {
    return this.#testing!;
  }

  /** React looks for a page when it is loaded, and knows that one alone. */
  async begin(): Promise<void> {
    openWindow();
    this.#testing = await import("@testing-library/react");
    this.#testing.configure({ asyncUtilTimeout: 120_000 });
    ({ createElement: this.#createElement } = await import("react"));
    ({ App: this.#App } = await import("../../portal/src/App"));
  }

  async end(): Promise<void> {
    await closeWindow();
  }

  clear(): void {
    this.testing.cleanup();
    window.localStorage.clear();
  }

  /** Opens a place of a nation's page, as one of the demonstration's people if a number is given. */
  open(nation: string, path: string, { as, isKept = false }: OpenOptions = {}) {
    if (isKept) this.testing.cleanup();
    else this.clear();
    if (as !== undefined) window.localStorage.setItem("civitas.demonstration", String(as));
    window.history.replaceState(null, "", `/?nation=${nation}&rpc=${RPC}#${path}`);
    const openReader = () => ethers.provider;
    const found = this.testing.render(this.#createElement!(this.#App!, { openReader }));
    const { fireEvent, within } = this.testing;
    const button = (name: string | RegExp) => found.findByRole("button", { name });
    return {
      ...found,
      click: async (name: string | RegExp) => fireEvent.click(await button(name)),
      write: async (label: string | RegExp, value: string) =>
        fireEvent.change(await found.findByLabelText(label), { target: { value } }),
      /** The sheet of an act: tried, then signed and sent. */
      sheet: async () => {
        const dialog = within(await found.findByRole("dialog"));
        return {
          findByText: (text: string | RegExp) => dialog.findByText(text),
          findByRole: (role: string, options: { readonly name?: string } = {}) => dialog.findByRole(role, options),
          send: async () => fireEvent.click(await dialog.findByRole("button", { name: /^Sign and send/ })),
        };
      },
      heading: async (name: string | RegExp) => found.findByRole("heading", { level: 1, name }),
    };
  }

  until(isSo: () => unknown): Promise<void> {
    return this.testing.waitFor(
      () => {
        if (isSo() !== true) throw new Error("Not yet.");
      },
      { interval: 20 },
    );
  }
}
