import type { RegisterFile } from './register-table.ts';

/** links_edubasealldata…csv: five columns. */
export const linksFile: RegisterFile = {
  name: 'links file',
  layout: 'links',
  one: 'link',
  key: ['urn', 'link_urn', 'kind'],
  columns: [
    { heading: 'URN', column: 'urn', kind: 'urn', required: true },
    { heading: 'LinkURN', column: 'link_urn', kind: 'urn', required: true },
    { heading: 'LinkType', column: 'kind', kind: 'text', required: true },
    { heading: 'LinkName', column: 'link_name', kind: 'text' },
    { heading: 'LinkEstablishedDate', column: 'established_on', kind: 'day' },
  ],
  unused: [],
};

/** allgroupsdata…csv: 21 columns. Who leads a group is left aside: nobody here needs the name. */
export const groupsFile: RegisterFile = {
  name: 'groups file',
  layout: 'groups',
  one: 'group',
  key: ['uid'],
  columns: [
    { heading: 'Group UID', column: 'uid', kind: 'uid', required: true },
    { heading: 'Group Name', column: 'name', kind: 'text', required: true },
    { heading: 'Group Type (code)', column: 'type_code', kind: 'text', required: true },
    { heading: 'Group Type', column: 'type', kind: 'text', required: true },
    { heading: 'Group Status (code)', column: 'status', kind: 'status', required: true },
    { heading: 'Group ID', column: 'group_id', kind: 'text' },
    { heading: 'Companies House Number', column: 'companies_house_number', kind: 'text' },
    { heading: 'Open date', column: 'opened_on', kind: 'day' },
    { heading: 'Incorporated on (open date)', column: 'incorporated_on', kind: 'day' },
    { heading: 'Closed Date', column: 'closed_on', kind: 'day' },
    { heading: 'Group Street', column: 'street', kind: 'text' },
    { heading: 'Group Locality', column: 'locality', kind: 'text' },
    { heading: 'Group Address 3', column: 'address3', kind: 'text' },
    { heading: 'Group Town', column: 'town', kind: 'text' },
    { heading: 'Group County', column: 'county', kind: 'text' },
    { heading: 'Group Postcode', column: 'postcode', kind: 'text' },
    { heading: 'UKPRN', column: 'ukprn', kind: 'text' },
  ],
  unused: [
    'Group Status',
    'Head of Group Title',
    'Head of Group First Name',
    'Head of Group Last Name',
  ],
};

/**
 * grouplinks_edubaseallacademiesandfree…csv: a row for each group that an academy or free school is
 * in, its trust and its sponsor. 21 headings over 20 values.
 */
export const groupLinksFile: RegisterFile = {
  name: 'group links file',
  layout: 'group links',
  one: 'member of a group',
  key: ['urn', 'uid'],
  columns: [
    { heading: 'Linked UID', column: 'uid', kind: 'uid', required: true },
    { heading: 'URN', column: 'urn', kind: 'urn', required: true },
    { heading: 'Group Name', column: 'group_name', kind: 'text', required: true },
    { heading: 'Group Type (code)', column: 'group_type_code', kind: 'text', required: true },
    { heading: 'Group Type', column: 'group_type', kind: 'text', required: true },
    { heading: 'Joined date', column: 'joined_on', kind: 'day' },
  ],
  unused: [
    'Companies House Number',
    'Closed Date',
    'Open date',
    'Incorporated on (open date)',
    'Group Status',
    'Group Status (code)',
    'FederationType',
    'EstablishmentName',
    'TypeOfEstablishment (code)',
    'TypeOfEstablishment (name)',
    'PhaseOfEducation (code)',
    'PhaseOfEducation (name)',
    'LA (code)',
    'LA (name)',
  ],
  emptyLast: 'HasSharedHT',
};
