import path from "node:path";

/** What decides where a user's settings are. */
export interface Machine {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const filled = (text: string | undefined): string | undefined => (text === undefined || text === "" ? undefined : text);

/** The folder of a user's settings: `%APPDATA%` on Windows, and else what XDG's rules say. */
export function configFolder({ platform, env, home }: Machine): string {
  if (platform === "win32")
    return path.win32.join(filled(env.APPDATA) ?? path.win32.join(home, "AppData", "Roaming"), "civitas");
  const xdg = filled(env.XDG_CONFIG_HOME);
  // The rules say that a relative path is to be ignored.
  const base = xdg !== undefined && path.posix.isAbsolute(xdg) ? xdg : path.posix.join(home, ".config");
  return path.posix.join(base, "civitas");
}
