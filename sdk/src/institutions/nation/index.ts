export type { Appointment, NationFace, Profile, TextChange } from "./client";
