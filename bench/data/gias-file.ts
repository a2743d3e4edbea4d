import { headingsOf, writeLines } from './csv-file.ts';
import {
  chosen,
  day,
  firstNames,
  firstUrn,
  laCode,
  lastNames,
  oneOf,
  schoolName,
  streets,
  towns,
} from './invented.ts';

/**
 * Writes an establishments extract as Get Information About Schools does: 140 columns, of which an
 * open school fills most; numbers bare, texts in quotation marks, days as DD-MM-YYYY.
 */
export async function writeGiasFile(file: string, rows: number): Promise<void> {
  const headings = await headingsOf('gias/edubasealldata_excerpt_2025-08-31.csv');
  await writeLines(file, lines(headings, rows));
}

function* lines(headings: readonly string[], rows: number): Generator<string> {
  yield headings.join(',');
  for (let row = 0; row < rows; row += 1) {
    const cells = cellsOf(row);
    yield headings.map((heading) => written(cells[heading])).join(',');
  }
}

function written(cell: string | number | Bare | undefined): string {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return String(cell);
  return typeof cell === 'string' ? `"${cell.replaceAll('"', '""')}"` : cell.bare;
}

/** What is neither a number nor quoted. */
interface Bare {
  readonly bare: string;
}

function dayCell(row: number, what: number): Bare {
  return { bare: day(row, what).join('-') };
}

const types = [
  ['01', 'Community school', 4, 'Local authority maintained schools'],
  ['02', 'Voluntary aided school', 4, 'Local authority maintained schools'],
  ['03', 'Voluntary controlled school', 4, 'Local authority maintained schools'],
  ['15', 'Local authority nursery school', 4, 'Local authority maintained schools'],
  ['34', 'Academy converter', 10, 'Academies'],
  ['28', 'Academy sponsor led', 10, 'Academies'],
  ['35', 'Free schools', 11, 'Free Schools'],
] as const;

function cellsOf(row: number): Readonly<Record<string, string | number | Bare>> {
  const [typeCode, typeName, groupCode, groupName] = oneOf(row, 20, types);
  const authority = laCode(row);
  const pupils = 40 + chosen(row, 21, 1400);
  const boys = Math.floor(pupils / 2);
  const isAcademy = groupCode !== 4;
  const town = oneOf(row, 22, towns);
  const isPrimary = chosen(row, 23, 4) > 0;
  return {
    URN: firstUrn + row,
    'LA (code)': Number(authority),
    'LA (name)': `Authority ${authority}`,
    EstablishmentNumber: 2000 + chosen(row, 24, 5000),
    EstablishmentName: schoolName(row),
    'TypeOfEstablishment (code)': typeCode,
    'TypeOfEstablishment (name)': typeName,
    'EstablishmentTypeGroup (code)': groupCode,
    'EstablishmentTypeGroup (name)': groupName,
    'EstablishmentStatus (code)': 1,
    'EstablishmentStatus (name)': 'Open',
    'ReasonEstablishmentOpened (code)': 0,
    'ReasonEstablishmentOpened (name)': 'Not applicable',
    OpenDate: chosen(row, 25, 10) < 6 ? dayCell(row, 26) : '',
    'ReasonEstablishmentClosed (code)': 0,
    'ReasonEstablishmentClosed (name)': 'Not applicable',
    'PhaseOfEducation (code)': isPrimary ? 2 : 4,
    'PhaseOfEducation (name)': isPrimary ? 'Primary' : 'Secondary',
    StatutoryLowAge: isPrimary ? 3 + chosen(row, 27, 2) : 11,
    StatutoryHighAge: isPrimary ? 11 : 18,
    'Boarders (code)': 1,
    'Boarders (name)': 'No boarders',
    'NurseryProvision (name)': isPrimary ? 'Has Nursery Classes' : 'Not applicable',
    'OfficialSixthForm (code)': isPrimary ? 2 : 1,
    'OfficialSixthForm (name)': isPrimary ? 'Does not have a sixth form' : 'Has a sixth form',
    'Gender (code)': 3,
    'Gender (name)': 'Mixed',
    'ReligiousCharacter (code)': 0,
    'ReligiousCharacter (name)': oneOf(row, 28, ['Does not apply', 'Church of England']),
    'ReligiousEthos (name)': 'Does not apply',
    'Diocese (code)': { bare: '0000' },
    'Diocese (name)': 'Not applicable',
    'AdmissionsPolicy (code)': 0,
    'AdmissionsPolicy (name)': 'Not applicable',
    SchoolCapacity: pupils + chosen(row, 29, 60),
    'SpecialClasses (code)': 2,
    'SpecialClasses (name)': 'No Special Classes',
    CensusDate: { bare: '16-01-2025' },
    NumberOfPupils: pupils,
    NumberOfBoys: boys,
    NumberOfGirls: pupils - boys,
    PercentageFSM: { bare: (chosen(row, 30, 600) / 10).toFixed(1) },
    'TrustSchoolFlag (code)': isAcademy ? 3 : 0,
    'TrustSchoolFlag (name)': isAcademy ? 'Supported by a multi-academy trust' : 'Not applicable',
    'Trusts (code)': isAcademy ? 2000 + chosen(row, 31, 2500) : '',
    'Trusts (name)': isAcademy ? `The ${town} “Together” Trust`.replace(/[“”]/g, '"') : '',
    'SchoolSponsorFlag (name)': 'Not applicable',
    'FederationFlag (name)': 'Not under a federation',
    UKPRN: 10_000_000 + row,
    OfstedLastInsp: dayCell(row, 32),
    'OfstedSpecialMeasures (code)': 0,
    'OfstedSpecialMeasures (name)': 'Not applicable',
    LastChangedDate: dayCell(row, 33),
    Street: oneOf(row, 34, streets),
    Locality: chosen(row, 35, 3) === 0 ? 'Northend' : '',
    Town: town,
    'County (name)': 'Not recorded',
    Postcode: `ZZ${chosen(row, 36, 90) + 10} ${chosen(row, 37, 10)}ZZ`,
    SchoolWebsite: `www.school${row}.example.org`,
    TelephoneNum: { bare: `0163296${String(chosen(row, 38, 10_000)).padStart(4, '0')}` },
    'HeadTitle (name)': oneOf(row, 39, ['Mrs', 'Mr', 'Ms', 'Dr']),
    HeadFirstName: oneOf(row, 40, firstNames),
    HeadLastName: oneOf(row, 41, lastNames),
    HeadPreferredJobTitle: 'Headteacher',
    'BSOInspectorateName (name)': 'Not applicable',
    'TeenMoth (name)': 'Not applicable',
    'CCF (name)': 'Not applicable',
    'SENPRU (name)': 'Not applicable',
    'EBD (name)': 'Not applicable',
    'FTProv (name)': 'Not applicable',
    'EdByOther (name)': 'Not applicable',
    'Section41Approved (name)': 'Not applicable',
    'GOR (code)': 'F',
    'GOR (name)': 'West Midlands',
    'DistrictAdministrative (code)': 'E08000026',
    'DistrictAdministrative (name)': `District ${authority}`,
    'AdministrativeWard (code)': `E0500${chosen(row, 42, 9000) + 1000}`,
    'AdministrativeWard (name)': `${town} Ward`,
    'ParliamentaryConstituency (code)': 'E14001177',
    'ParliamentaryConstituency (name)': `${town} North`,
    'UrbanRural (code)': 'A1',
    'UrbanRural (name)': '(England/Wales) Urban major conurbation',
    'GSSLACode (name)': 'E08000026',
    Easting: 400_000 + chosen(row, 43, 99_999),
    Northing: 200_000 + chosen(row, 44, 99_999),
    'MSOA (name)': `${town} 012`,
    'LSOA (name)': `${town} 012B`,
    'InspectorateName (name)': 'Ofsted',
    SENStat: '',
    'BoardingEstablishment (name)': 'Does not have boarders',
    'PreviousLA (code)': 999,
    'RSCRegion (name)': 'West Midlands',
    'Country (name)': 'United Kingdom',
    UPRN: 100_000_000_000 + row,
    'QABName (code)': 0,
    'QABName (name)': 'Not applicable',
    'EstablishmentAccredited (code)': 0,
    'EstablishmentAccredited (name)': 'Not applicable',
    'MSOA (code)': 'E02001968',
    'LSOA (code)': 'E01009642',
    FSM: chosen(row, 45, 200),
  };
}
