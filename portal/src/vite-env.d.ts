/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** The nation that the page is built for, where its address names none. */
  readonly VITE_NATION?: string;
  /** The node that the page reads from, where its address names none. */
  readonly VITE_RPC?: string;
}
