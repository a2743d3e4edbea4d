export { roles, holds, isRole } from './domain/roles.ts';
export type { Actor, HeldRole, Role, Scope } from './domain/roles.ts';
export { accessTable, resources } from './domain/access-table.ts';
export type { Resource } from './domain/access-table.ts';
export { permits, permitsAuthority } from './domain/permits.ts';
export type { Matter, Permission } from './domain/permits.ts';
export { actorOfSession, findActor } from './queries/sign-in.ts';
