import type { LocalDate } from '#kernel/dates.ts';
import { parseId, parseUrn } from '#kernel/ids.ts';
import type { CaseId, MeetingId, NetworkId } from '#kernel/ids.ts';
import { isRole } from './domain/roles.ts';
import type { HeldRole, Scope, ScopeKind } from './domain/roles.ts';

/** A row of `roles_held`, or of a left join on it. */
export interface HeldRoleRow {
  readonly role: string | null;
  readonly scope_kind: ScopeKind | null;
  readonly scope_id: string | null;
  readonly parts: string[] | null;
  readonly from_date: LocalDate | null;
  readonly until_date: LocalDate | null;
}

/** The role held, or undefined where there is none, or none that this version knows. */
export function heldRole(row: HeldRoleRow): HeldRole | undefined {
  const { role, scope_kind: kind, scope_id: id, from_date: from, until_date: until } = row;
  if (role === null || kind === null || id === null || from === null) return undefined;
  const scope = scopeOf(kind, id, row.parts ?? []);
  if (!isRole(role) || !scope) return undefined;
  return { role, scope, from, until: until ?? undefined };
}

function scopeOf(kind: ScopeKind, text: string, parts: readonly string[]): Scope | undefined {
  switch (kind) {
    case 'authority':
      return { kind };
    case 'school': {
      const urn = parseUrn(text);
      return urn && { kind, urn };
    }
    case 'network': {
      const id = parseId<NetworkId>(text);
      return id && { kind, id };
    }
    case 'case': {
      const id = parseId<CaseId>(text);
      return id && { kind, id };
    }
    case 'meeting': {
      const id = parseId<MeetingId>(text);
      return id && { kind, id, parts };
    }
  }
}

export function scopeColumns(scope: Scope): {
  scope_kind: ScopeKind;
  scope_id: string;
  parts: string[];
} {
  switch (scope.kind) {
    case 'authority':
      return { scope_kind: 'authority', scope_id: '', parts: [] };
    case 'school':
      return { scope_kind: 'school', scope_id: String(scope.urn), parts: [] };
    case 'network':
    case 'case':
      return { scope_kind: scope.kind, scope_id: scope.id, parts: [] };
    case 'meeting':
      return { scope_kind: 'meeting', scope_id: scope.id, parts: [...scope.parts] };
  }
}
