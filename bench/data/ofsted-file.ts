import { headingsOf, writeLines } from './csv-file.ts';
import { chosen, day, firstUrn, laCode, oneOf, schoolName, towns } from './invented.ts';

/** From an academy to the school that it was: one that has closed, and is in no file. */
const toTheOneBefore = 40_000;

/** As many as stand at the end of the file of August 2025. */
const blankRows = 15;

/**
 * Writes Ofsted's management information in the layout of graded inspections: 76 columns, each
 * school with its latest, its previous and now and then its latest ungraded inspection, and rows
 * of nothing at the end. Values are in quotation marks only where they hold a comma.
 */
export async function writeOfstedFile(file: string, rows: number): Promise<void> {
  const headings = await headingsOf('ofsted/state_funded_schools_excerpt_as_at_2025-08-31.csv');
  await writeLines(file, lines(headings, rows));
}

function* lines(headings: readonly string[], rows: number): Generator<string> {
  yield headings.join(',');
  for (let row = 0; row < rows; row += 1) {
    const cells = cellsOf(row);
    yield headings.map((heading) => written(cells[heading] ?? '')).join(',');
  }
  for (let blank = 0; blank < blankRows; blank += 1) yield ','.repeat(headings.length - 1);
}

function written(cell: string | number): string {
  const text = String(cell);
  return text.includes(',') ? `"${text}"` : text;
}

function dayCell(row: number, what: number, years: number): string {
  const [date, month, year] = day(row, what);
  return `${date}/${month}/${2006 + (Number(year) % years)}`;
}

function cellsOf(row: number): Readonly<Record<string, string | number>> {
  const urn = firstUrn + row;
  const laestab = `${laCode(row)}${2000 + chosen(row, 24, 5000)}`;
  const name = schoolName(row);
  const type = oneOf(row, 60, ['Community School', 'Voluntary Aided School', 'Academy Converter']);
  const town = oneOf(row, 22, towns);
  const isAcademy = type === 'Academy Converter';
  const grade = (what: number): number => 1 + chosen(row, what, 4);
  // Since September 2024 there is no overall grade; before September 2019 there were fewer judgements.
  const isNew = chosen(row, 61, 4) === 0;
  const wasInspected = chosen(row, 62, 100) > 2;
  const wasVisited = chosen(row, 63, 3) === 0;
  return {
    'Web Link (opens in new window)': `http://www.example.org/inspection-reports/find-inspection-report/provider/ELS/${urn}`,
    URN: urn,
    LAESTAB: laestab,
    'School name': name,
    'Ofsted phase': 'Primary',
    'Type of education': type,
    'School open date': isAcademy ? dayCell(row, 64, 15) : '',
    'Admissions policy': 'Not applicable',
    'Sixth form': 'Does not have a sixth form',
    'Designated religious character': 'Does not apply',
    'Religious ethos': 'Does not apply',
    'Faith grouping': 'Non-faith',
    'Ofsted region': 'West Midlands',
    Region: 'West Midlands',
    'Local authority': `Authority ${laCode(row)}`,
    'Parliamentary constituency': `${town} North, and East`,
    'Multi-academy trust UID': isAcademy ? 2000 + chosen(row, 31, 2500) : '',
    'Multi-academy trust name': isAcademy ? `The ${town} Trust` : '',
    Postcode: `ZZ${chosen(row, 36, 90) + 10} ${chosen(row, 37, 10)}ZZ`,
    'The income deprivation affecting children index (IDACI) quintile': 1 + chosen(row, 65, 5),
    'Total number of pupils': 40 + chosen(row, 21, 1400),
    'Statutory lowest age': 3,
    'Statutory highest age': 11,
    ...(wasVisited ? ungraded(row, { urn, laestab, name, type }) : {}),
    'Number of monitoring and urgent inspections since last graded inspection': '',
    ...(wasInspected
      ? {
          'Inspection number of latest graded inspection': String(10_000_000 + row),
          'Inspection type': 'S5 Inspection',
          'Inspection type grouping': 'S5 Inspection',
          'Event type grouping': 'Schools - S5',
          'Inspection start date': isNew
            ? `${dayCell(row, 66, 1).slice(0, 5).replace(/..$/, '11')}/2024`
            : `${dayCell(row, 66, 1).slice(0, 6)}${2020 + chosen(row, 67, 4)}`,
          'Publication date': dayCell(row, 68, 15),
          'Does the latest graded inspection relate to the URN of the current school?': 'Yes',
          'URN at time of latest graded inspection': urn,
          'LAESTAB at time of latest graded inspection': laestab,
          'School name at time of latest graded inspection': name,
          'School type at time of latest graded inspection': type,
          'Current school type used for chart C6': 'Maintained school',
          'Overall effectiveness': isNew ? 'Not judged' : grade(69),
          'Category of concern': chosen(row, 70, 60) === 0 ? 'SM' : '',
          'Quality of education': grade(71),
          'Behaviour and attitudes': grade(72),
          'Personal development': grade(73),
          'Effectiveness of leadership and management': grade(74),
          'Safeguarding is effective?': chosen(row, 75, 80) === 0 ? 'No' : 'Yes',
          'Early years provision (where applicable)': grade(76),
          'Sixth form provision (where applicable)': 9,
          'Previous inspection number': `ITS${400_000 + row}`,
          'Previous inspection start date': dayCell(row, 77, 10),
          'Previous publication date': dayCell(row, 78, 10),
          'Does the previous graded inspection relate to the URN of the current school?': isAcademy
            ? 'No'
            : 'Yes',
          'URN at time of previous graded inspection': isAcademy ? urn + toTheOneBefore : urn,
          'LAESTAB at time of previous graded inspection': laestab,
          'School name at time of previous graded inspection': name,
          'School type at time of previous graded inspection': 'Community School',
          'Previous graded inspection overall effectiveness': grade(79),
          'Previous category of concern': '',
          'Previous quality of education': 9,
          'Previous behaviour and attitudes': 9,
          'Previous personal development': 9,
          'Previous effectiveness of leadership and management': grade(80),
          'Previous safeguarding is effective?': 9,
          'Previous early years provision (where applicable)': grade(81),
          'Previous sixth form provision (where applicable)': 9,
        }
      : {}),
  };
}

function ungraded(
  row: number,
  school: {
    readonly urn: number;
    readonly laestab: string;
    readonly name: string;
    readonly type: string;
  },
): Readonly<Record<string, string | number>> {
  return {
    'Latest ungraded inspection number since last graded inspection': String(10_300_000 + row),
    'Does the ungraded inspection relate to the URN of the current school?': 'Yes',
    'URN at time of the ungraded inspection': school.urn,
    'LAESTAB at time of the ungraded inspection': school.laestab,
    'School name at time of the latest ungraded inspection': school.name,
    'School type at time of the latest ungraded inspection': school.type,
    'Number of ungraded inspections since the last graded inspection': 1,
    'Date of latest ungraded inspection': `${dayCell(row, 82, 1).slice(0, 6)}2024`,
    'Ungraded inspection publication date': `${dayCell(row, 83, 1).slice(0, 6)}2024`,
    'Did the latest ungraded inspection convert to a graded inspection?': 'No',
    'Ungraded inspection overall outcome': 'School remains Good',
  };
}
