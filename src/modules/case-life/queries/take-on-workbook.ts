import { isMaintained } from '#modules/schools/index.ts';
import type { Urn } from '#kernel/ids.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { writeWorkbook } from '#platform/workbooks/write-workbook.ts';
import type { SheetColumn, WrittenSheet } from '#platform/workbooks/write-workbook.ts';
import { actionsSheet, agendaNames, casesSheet, meetingsSheet, titles } from '../domain/sheet.ts';

/** Lines below the schools that can be filled in with lists and hints. */
const spare = 50;

/**
 * The workbook in which an authority lists the cases that it has already: its maintained schools that
 * have none here, with drop-down lists, and a sheet that says how.
 */
export async function takeOnWorkbook(
  db: Db,
  pack: PolicyPack,
  authority: { readonly name: string; readonly laCode: string },
): Promise<Buffer> {
  const schools = await schoolsWithoutCase(db, authority.laCode);
  const processes = pack.processes.map(({ name }) => name);
  const agendas = agendaNames(pack).map(({ name }) => name);
  const urn: SheetColumn = { title: titles.urn, width: 10, hint: 'Six digits' };
  const sheets: readonly WrittenSheet[] = [
    {
      name: 'How to fill this in',
      columns: [{ title: `Taking on boards and check-ins: ${authority.name}`, width: 100 }],
      rows: guidance(processes, agendas).map((line) => [line]),
    },
    {
      name: casesSheet,
      rowsToFill: schools.length + spare,
      columns: [
        urn,
        { title: titles.school, width: 36 },
        { title: titles.process, width: 26, list: processes },
        {
          title: titles.openedOn,
          width: 13,
          kind: 'date',
          hint: 'The day of the decision, or of the first meeting',
        },
        {
          title: titles.background,
          width: 50,
          hint: 'The reasons. The board and the headteacher will read this',
        },
        { title: titles.nextForm, width: 28, list: agendas },
        {
          title: titles.nextDate,
          width: 13,
          kind: 'date',
          hint: 'Leave it empty if it is not agreed',
        },
        { title: titles.nextTime, width: 11, hint: 'For example 9:30am' },
      ],
      rows: schools.map((school) => [school.urn, school.name, null, null, null, null, null, null]),
    },
    {
      name: meetingsSheet,
      rowsToFill: 4 * spare,
      columns: [
        urn,
        { title: titles.meeting, width: 28, list: agendas },
        { title: titles.date, width: 13, kind: 'date' },
      ],
      rows: [],
    },
    {
      name: actionsSheet,
      rowsToFill: 10 * spare,
      columns: [
        urn,
        {
          title: titles.agreedOn,
          width: 13,
          kind: 'date',
          hint: 'The date of the past meeting that agreed it',
        },
        { title: titles.what, width: 50 },
        { title: titles.undertakes, width: 26, hint: 'A name, or a job' },
        { title: titles.monitors, width: 26 },
        { title: titles.success, width: 36 },
        { title: titles.support, width: 36 },
        { title: titles.byWhen, width: 13, kind: 'date' },
      ],
      rows: [],
    },
  ];
  return writeWorkbook(sheets);
}

function guidance(processes: readonly string[], agendas: readonly string[]): readonly string[] {
  return [
    'This workbook takes on what is running already, at whatever stage it is. Each process goes on in the service from its next meeting, and is marked as taken on.',
    `1. In the sheet “${casesSheet}”, fill in the line of each school that has a ${processes.join(' or a ')}. Leave the lines of the others as they are.`,
    `“${titles.openedOn}” is a day in the past. “${titles.background}” becomes the background of the next record, where it can still be changed.`,
    `“${titles.nextForm}” is one of: ${agendas.join(', ')}. “${titles.nextDate}” and “${titles.nextTime}” can both be left empty.`,
    `2. In the sheet “${meetingsSheet}”, list the meetings that were held, one a line, with the URN of the school. Their files are added afterwards, on the page of each process.`,
    `3. In the sheet “${actionsSheet}”, list the actions that are still open, with the date of the meeting that agreed each, and who undertakes it.`,
    '4. Save the workbook as .xlsx and send it on the page from which you downloaded it. It is checked first: you see every line that needs a change, and nothing is taken on.',
    '5. When nothing is wrong, you take on all of it at once. Sending the same workbook again changes nothing.',
    'Members of the boards are not in this workbook: you add them on the page of each process, and they are invited to the next meeting then.',
  ];
}

/** The open maintained schools of the authority that have no case that is open or paused, by name. */
async function schoolsWithoutCase(
  db: Db,
  laCode: string,
): Promise<readonly { readonly urn: Urn; readonly name: string }[]> {
  const rows = await db
    .selectFrom('schools as s')
    .select(['s.urn', 's.name', 's.type_code'])
    .where('s.la_code', '=', laCode)
    .where('s.status', 'in', ['open', 'closing'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('cases as c')
            .select('c.id')
            .whereRef('c.urn', '=', 's.urn')
            .where('c.status', '<>', 'closed'),
        ),
      ),
    )
    .orderBy('s.search_name')
    .orderBy('s.urn')
    .execute();
  return rows.filter(({ type_code: type }) => isMaintained(type));
}
