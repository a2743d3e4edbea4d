import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { recogniseSource } from './recognise.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../test/fixtures');
const read = (name: string) =>
  readFileSync(path.join(fixtures, name), 'latin1').replace('\u00ef\u00bb\u00bf', '');

test('the register is known by its headings, in either format of its publication', () => {
  assert.equal(recogniseSource(read('gias/edubasealldata_excerpt_2025-08-31.csv')), 'gias');
  assert.equal(recogniseSource(read('gias/format_sample_excerpt.csv')), 'gias');
});

test('Ofsted’s file is known in both its layouts', () => {
  for (const day of ['2025-08-31', '2026-02-28']) {
    const name = `ofsted/state_funded_schools_excerpt_as_at_${day}.csv`;
    assert.equal(recogniseSource(read(name)), 'ofsted');
  }
});

test('the smaller files of the register are each known', () => {
  const known = {
    links_edubasealldata_excerpt_20260821: 'links',
    allgroupsdata_excerpt_20260821: 'groups',
    grouplinks_edubaseallacademiesandfree_excerpt_20240329: 'group-links',
  };
  for (const [name, source] of Object.entries(known)) {
    assert.equal(recogniseSource(read(`gias/${name}.csv`)), source);
  }
});

test('each performance table is known by its headings', () => {
  const names = {
    census: '2022-2023_england_census.csv',
    absence: '2019_england_abs.csv',
    ks2: '2018-2019_england_ks2final_columns_cut.csv',
    ks4: '2019_england_ks4provisional.csv',
  };
  for (const [source, name] of Object.entries(names)) {
    assert.equal(recogniseSource(read(`performance/${name}`)), source);
  }
  assert.equal(recogniseSource(read('performance/ks2_format_2022-23.csv')), 'ks2');
  assert.equal(recogniseSource(read('performance/ks4_format_2022-23.csv')), 'ks4');
});

test('term dates are known as a table and as iCalendar, and the bank holidays by their divisions', () => {
  assert.equal(recogniseSource(read('calendar/coventry_term_dates.csv')), 'calendar');
  assert.equal(recogniseSource('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'), 'calendar');
  assert.equal(recogniseSource(read('calendar/bank-holidays_excerpt.json')), 'bank-holidays');
});

test('a title above the headings, other cases and a byte order mark are no hindrance', () => {
  const headings = 'WEB LINK,URN,LAESTAB,SCHOOL NAME,OFSTED PHASE,INSPECTION NUMBER';
  assert.equal(recogniseSource(`Management information\r\n\r\n${headings}\r\n`), 'ofsted');
  assert.equal(recogniseSource('\ufeff"URN","LA (code)","EstablishmentName"\n'), 'gias');
});

test('other files are none of them', () => {
  for (const text of [
    '',
    read('gias/failed_download.json'),
    read('gias/failed_download.html'),
    'EstablishmentName\nA school whose urn is missing\n',
    'RECTYPE,LEA,ESTAB,URN,SCHNAME\n',
  ]) {
    assert.equal(recogniseSource(text), undefined, text.slice(0, 60));
  }
});
