import { date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import { evaluateSchool } from '#modules/self-evaluation/index.ts';
import type { SelfEvaluationId } from '#modules/self-evaluation/index.ts';
import { recordVisit } from '#modules/visits/index.ts';
import type { VisitId } from '#modules/visits/index.ts';
import type { TestApp } from '#test/harness/app.ts';
import { must } from './stored.ts';

/** A visit to a school on 8 January 2027 about reading, shared with it unless told. */
export async function storeVisit(
  app: TestApp,
  urn: Urn,
  by: PersonId,
  visit: {
    readonly on?: LocalDate;
    readonly purpose?: string;
    readonly seen?: string;
    readonly shared?: boolean;
  } = {},
): Promise<VisitId> {
  const { on = date('2027-01-08'), purpose = 'Reading', seen = 'Every class reads daily.' } = visit;
  const id = newId<VisitId>();
  const text = { on, visitors: 'Priya Nair', purpose, seen, follows: '' };
  must(await recordVisit(await app.workAs(by), urn, { ...text, id, shared: visit.shared ?? true }));
  return id;
}

/** How a school judged its leadership on 11 January 2027 unless told, under the report cards. */
export async function storeEvaluation(
  app: TestApp,
  urn: Urn,
  by: PersonId,
  on: LocalDate = date('2027-01-11'),
): Promise<SelfEvaluationId> {
  const id = newId<SelfEvaluationId>();
  const judgements = [
    {
      area: 'leadership-and-governance',
      grade: 'expected-standard',
      why: 'A settled team since September.',
    },
  ];
  return must(await evaluateSchool(await app.workAs(by), urn, { id, on, judgements }));
}
