import type { LogRules } from "../../core/log-rules";

/** The passport raises no event. */
export const logs: LogRules = {};
