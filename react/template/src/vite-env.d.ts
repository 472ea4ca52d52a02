interface ImportMetaEnv {
  readonly VITE_NATION?: string;
  readonly VITE_RPC?: string;
}
