import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import type { TestApp } from '#test/harness/app.ts';

/** Two inspections that make a school coasting under the rule of November 2025. */
export async function coastingHistory(app: TestApp, urn: Urn): Promise<void> {
  const common = {
    urn,
    kind: 'graded',
    type: 'S5 Inspection',
    typeGroup: null,
    publishedOn: null,
    predecessor: null,
    category: null,
  } as const;
  await app.services.db.transaction().execute((trx) =>
    saveInspections(trx, [
      {
        ...common,
        number: `${urn}1`,
        framework: 'education',
        firstDay: date('2023-03-14'),
        overall: 3,
        judgements: { 'leadership-and-management': 3 },
        safeguarding: 'effective',
      },
      {
        ...common,
        number: `${urn}2`,
        framework: 'report-card',
        firstDay: date('2026-03-10'),
        judgements: { 'leadership-and-governance': 'needs-attention' },
        judgedOn: {},
        safeguarding: 'met',
      },
    ]),
  );
}
