/** How a cell of the register's extract is read. */
export type CellKind = 'text' | 'whole' | 'number' | 'day';

export interface GiasColumn {
  /** The heading in the extract. */
  readonly heading: string;
  /** The column of the staging table. */
  readonly column: string;
  readonly kind: CellKind;
  /** Whether "Not applicable" there says no more than an empty cell. */
  readonly notApplicableIsEmpty?: true;
}

const empty = { notApplicableIsEmpty: true } as const;

/** The headings without which a file is not the establishments extract; the reader treats each itself. */
export const giasKeys = {
  urn: 'URN',
  name: 'EstablishmentName',
  laCode: 'LA (code)',
  laName: 'LA (name)',
  typeCode: 'TypeOfEstablishment (code)',
  typeName: 'TypeOfEstablishment (name)',
  status: 'EstablishmentStatus (code)',
} as const;

/** The columns of `schools` that the reader works out of the keys, in the order that it writes them. */
export const keyColumns = [
  'urn',
  'name',
  'search_name',
  'la_code',
  'la_name',
  'type_code',
  'type_name',
  'status',
] as const;

/** The facts taken over as they are. All are optional: an extract may leave any of them empty. */
export const factColumns = [
  { heading: 'EstablishmentNumber', column: 'establishment_number', kind: 'whole' },
  { heading: 'EstablishmentTypeGroup (name)', column: 'type_group', kind: 'text' },
  { heading: 'PhaseOfEducation (name)', column: 'phase', kind: 'text' },
  { heading: 'OpenDate', column: 'opened_on', kind: 'day' },
  { heading: 'CloseDate', column: 'closed_on', kind: 'day' },
  { heading: 'StatutoryLowAge', column: 'low_age', kind: 'whole' },
  { heading: 'StatutoryHighAge', column: 'high_age', kind: 'whole' },
  { heading: 'Gender (name)', column: 'gender', kind: 'text' },
  { heading: 'OfficialSixthForm (name)', column: 'sixth_form', kind: 'text' },
  { heading: 'NurseryProvision (name)', column: 'nursery', kind: 'text' },
  { heading: 'Boarders (name)', column: 'boarding', kind: 'text' },
  { heading: 'ReligiousCharacter (name)', column: 'religious_character', kind: 'text' },
  { heading: 'ReligiousEthos (name)', column: 'religious_ethos', kind: 'text' },
  { heading: 'Diocese (name)', column: 'diocese', kind: 'text', ...empty },
  { heading: 'AdmissionsPolicy (name)', column: 'admissions', kind: 'text' },
  { heading: 'SchoolCapacity', column: 'capacity', kind: 'whole' },
  { heading: 'Trusts (code)', column: 'trust_code', kind: 'text' },
  { heading: 'Trusts (name)', column: 'trust_name', kind: 'text', ...empty },
  { heading: 'Federations (code)', column: 'federation_code', kind: 'text' },
  { heading: 'Federations (name)', column: 'federation_name', kind: 'text', ...empty },
  { heading: 'HeadTitle (name)', column: 'head_title', kind: 'text', ...empty },
  { heading: 'HeadFirstName', column: 'head_first_name', kind: 'text' },
  { heading: 'HeadLastName', column: 'head_last_name', kind: 'text' },
  { heading: 'HeadPreferredJobTitle', column: 'head_job_title', kind: 'text' },
  { heading: 'Street', column: 'street', kind: 'text' },
  { heading: 'Locality', column: 'locality', kind: 'text' },
  { heading: 'Address3', column: 'address3', kind: 'text' },
  { heading: 'Town', column: 'town', kind: 'text' },
  { heading: 'County (name)', column: 'county', kind: 'text', ...empty },
  { heading: 'Postcode', column: 'postcode', kind: 'text' },
  { heading: 'TelephoneNum', column: 'telephone', kind: 'text' },
  { heading: 'SchoolWebsite', column: 'website', kind: 'text' },
  { heading: 'GOR (name)', column: 'region', kind: 'text', ...empty },
  { heading: 'UKPRN', column: 'ukprn', kind: 'text' },
  { heading: 'LastChangedDate', column: 'last_changed_on', kind: 'day' },
] as const satisfies readonly GiasColumn[];

/** What becomes a context figure, with its own date. */
export const figureColumns = [
  { heading: 'NumberOfPupils', column: 'pupils', kind: 'whole' },
  { heading: 'PercentageFSM', column: 'percentage_fsm', kind: 'number' },
  { heading: 'CensusDate', column: 'census_on', kind: 'day' },
] as const satisfies readonly GiasColumn[];

/** The columns of `schools` that an extract fills. */
export const registerColumns: readonly string[] = [
  ...keyColumns,
  ...factColumns.map(({ column }) => column),
];

/** The columns of the staging table, in the order in which the reader writes them. */
export const stagedColumns: readonly string[] = [
  ...registerColumns,
  ...figureColumns.map(({ column }) => column),
];

/** Headings of the extract that the product knows and has no use for. */
export const unusedHeadings: readonly string[] = [
  'EstablishmentTypeGroup (code)',
  'EstablishmentStatus (name)',
  'ReasonEstablishmentOpened (code)',
  'ReasonEstablishmentOpened (name)',
  'ReasonEstablishmentClosed (code)',
  'ReasonEstablishmentClosed (name)',
  'PhaseOfEducation (code)',
  'Boarders (code)',
  'OfficialSixthForm (code)',
  'Gender (code)',
  'ReligiousCharacter (code)',
  'Diocese (code)',
  'AdmissionsPolicy (code)',
  'SpecialClasses (code)',
  'SpecialClasses (name)',
  'NumberOfBoys',
  'NumberOfGirls',
  'TrustSchoolFlag (code)',
  'TrustSchoolFlag (name)',
  'SchoolSponsorFlag (name)',
  'SchoolSponsors (name)',
  'FederationFlag (name)',
  'FEHEIdentifier',
  'FurtherEducationType (name)',
  'OfstedLastInsp',
  'OfstedSpecialMeasures (code)',
  'OfstedSpecialMeasures (name)',
  'BSOInspectorateName (name)',
  'InspectorateReport',
  'DateOfLastInspectionVisit',
  'NextInspectionVisit',
  'TeenMoth (name)',
  'TeenMothPlaces',
  'CCF (name)',
  'SENPRU (name)',
  'EBD (name)',
  'PlacesPRU',
  'FTProv (name)',
  'EdByOther (name)',
  'Section41Approved (name)',
  ...Array.from({ length: 13 }, (_, index) => `SEN${index + 1} (name)`),
  'TypeOfResourcedProvision (name)',
  'ResourcedProvisionOnRoll',
  'ResourcedProvisionCapacity',
  'SenUnitOnRoll',
  'SenUnitCapacity',
  'GOR (code)',
  'DistrictAdministrative (code)',
  'DistrictAdministrative (name)',
  'AdministrativeWard (code)',
  'AdministrativeWard (name)',
  'ParliamentaryConstituency (code)',
  'ParliamentaryConstituency (name)',
  'UrbanRural (code)',
  'UrbanRural (name)',
  'GSSLACode (name)',
  'Easting',
  'Northing',
  'MSOA (name)',
  'LSOA (name)',
  'InspectorateName (name)',
  'SENStat',
  'SENNoStat',
  'BoardingEstablishment (name)',
  'PropsName',
  'PreviousLA (code)',
  'PreviousLA (name)',
  'PreviousEstablishmentNumber',
  'OfstedRating (name)',
  'RSCRegion (name)',
  'Country (name)',
  'UPRN',
  'SiteName',
  'QABName (code)',
  'QABName (name)',
  'EstablishmentAccredited (code)',
  'EstablishmentAccredited (name)',
  'QABReport',
  'CHNumber',
  'MSOA (code)',
  'LSOA (code)',
  'FSM',
  'AccreditationExpiryDate',
];
