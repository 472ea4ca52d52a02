export {
  constitutionClient,
  roles,
  type Article,
  type ArticleChange,
  type ArticleText,
  type ConstitutionClient,
  type Office,
  type Operation,
  type Role,
  type RoleGrant,
} from "./client";
