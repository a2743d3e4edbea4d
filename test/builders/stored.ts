import { addDays, date, dateOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { CaseId, MeetingId, NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { endRole, ensureRole, findOrAddPerson } from '#modules/people/index.ts';
import type { Role, Scope } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { saveSchools } from '#modules/schools/index.ts';
import type { TestApp } from '#test/harness/app.ts';
import { addMembers } from '../../src/modules/cases/commands/form-board.ts';
import { openCase } from '../../src/modules/cases/commands/open-case.ts';
import { arrangeMeeting } from '../../src/modules/meetings/commands/arrange.ts';

// Builders of what is in the database, made by the product's own commands. Every default is valid.

/** The value, or a failure that says why it was refused. */
export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.code}: ${result.refusal.sentence}`);
  return result.value;
}

export interface StoredPerson {
  readonly name?: string;
  readonly address?: string;
  readonly role?: Role;
  readonly scope?: Scope;
  readonly from?: LocalDate;
  /** The day that the role ends. */
  readonly until?: LocalDate;
}

/** Someone with a role and a mailbox: a Senior Advisor of the authority since 1 September 2026 unless told. */
export async function storePerson(db: Db, person: StoredPerson = {}): Promise<PersonId> {
  const {
    name = 'Amara Okafor',
    address = `${newId<PersonId>().slice(0, 8)}@example.org`,
    role = 'senior-advisor',
    scope = { kind: 'authority' },
    from = date('2026-09-01'),
    until,
  } = person;
  return db.transaction().execute(async (trx) => {
    const { id } = await findOrAddPerson(trx, { name, address, from });
    await ensureRole(trx, id, role, scope, from);
    if (until) await endRole(trx, id, role, scope, until);
    return id;
  });
}

let nextUrn = 900_100;

/** One of the authority's own schools: a community primary school. */
export async function aSchool(
  app: TestApp,
  school: { readonly name?: string; readonly typeCode?: string; readonly laCode?: string } = {},
): Promise<Urn> {
  const urn = nextUrn++ as Urn;
  await app.services.db.transaction().execute((trx) =>
    saveSchools(trx, 'demonstration', [
      {
        urn,
        name: school.name ?? 'Ashgrove Primary School',
        la_code: school.laCode ?? app.authority.laCode,
        la_name: app.authority.name,
        type_code: school.typeCode ?? '01',
      },
    ]),
  );
  return urn;
}

export async function aNetwork(app: TestApp, urn: Urn): Promise<NetworkId> {
  const id = newId<NetworkId>();
  const { db } = app.services;
  await db
    .insertInto('networks')
    .values({ id, name: `Network ${id}`, phase: 'Primary' })
    .execute();
  await db
    .insertInto('network_schools')
    .values({ network_id: id, urn, from_date: date('2026-09-01'), until_date: null })
    .execute();
  return id;
}

export interface Board {
  readonly urn: Urn;
  readonly network: NetworkId;
  readonly caseId: CaseId;
  readonly chair: PersonId;
  readonly head: PersonId;
  readonly governor: PersonId;
  readonly lead: PersonId;
  readonly officer: PersonId;
}

/** An open School Improvement Board with the policy's five members. */
export async function aBoard(
  app: TestApp,
  options: { readonly schoolName?: string; readonly background?: string } = {},
): Promise<Board> {
  const urn = await aSchool(
    app,
    options.schoolName === undefined ? {} : { name: options.schoolName },
  );
  const network = await aNetwork(app, urn);
  const { db } = app.services;
  const school: Scope = { kind: 'school', urn };
  const chair = await storePerson(db, { role: 'senior-advisor', name: 'Ruth Calloway' });
  const head = await storePerson(db, { role: 'headteacher', name: 'Daniel Marsh', scope: school });
  const governor = await storePerson(db, {
    role: 'chair-of-governors',
    name: 'Li Wen',
    scope: school,
  });
  const lead = await storePerson(db, {
    role: 'network-lead',
    name: 'Tomasz Zielinski',
    scope: { kind: 'network', id: network },
  });
  const officer = await storePerson(db, {
    role: 'monitoring-officer',
    name: 'Priya Nair',
    scope: school,
  });
  const work = await app.workAs(chair);
  const caseId = must(
    await openCase(work, urn, {
      id: newId<CaseId>(),
      process: 'sib',
      background: options.background ?? 'Leadership and management require improvement.',
    }),
  );
  const seats = {
    chair,
    headteacher: head,
    'chair-of-governors': governor,
    'network-lead': lead,
    'monitoring-officer': officer,
  };
  must(
    await addMembers(
      work,
      caseId,
      Object.entries(seats).map(([seat, person]) => ({ seat, description: '', person })),
    ),
  );
  return { urn, network, caseId, chair, head, governor, lead, officer };
}

/** The next meeting of a board, planned: at the school at 9:30am, on the test's day unless told. */
export async function aPlannedMeeting(
  app: TestApp,
  board: Board,
  day: LocalDate = date('2027-01-14'),
): Promise<MeetingId> {
  return must(
    await arrangeMeeting(await app.workAs(board.chair), board.caseId, newId<MeetingId>(), {
      date: day,
      time: '09:30' as LocalTime,
      minutes: 90,
      venue: { kind: 'school' },
      // Sooner than its documents can go out, a meeting needs a reason.
      reason: day < addDays(dateOf(app.clock.now()), 8) ? 'Agreed at short notice.' : '',
    }),
  );
}
