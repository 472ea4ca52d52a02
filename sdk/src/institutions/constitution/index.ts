export {
  constitutionClient,
  type Article,
  type ArticleChange,
  type ArticleText,
  type ConstitutionClient,
  type Office,
  type Operation,
  type RoleGrant,
} from "./client";
export type { Officer, OfficerQuery } from "./officers";
export { roles, type Role } from "./roles";
export * from "./units";
