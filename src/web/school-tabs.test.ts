import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { subNavigation } from '#ui/components/sub-navigation.ts';
import { aHeldRole, aMatter, anActor, anUrn } from '#test/builders/casework.ts';
import { schoolTabs } from './school-tabs.ts';
import type { SchoolTab } from './school-tabs.ts';

const officer = anActor(aHeldRole({ role: 'senior-advisor', scope: { kind: 'authority' } }));
const head = anActor(aHeldRole({ role: 'headteacher', scope: { kind: 'school', urn: anUrn } }));

function tabs(actor = officer, active: SchoolTab = 'overview') {
  return schoolTabs(actor, anUrn, aMatter({ levelConfirmed: true }), active);
}

function pages(actor = officer, active: SchoolTab = 'overview') {
  return tabs(actor, active).flatMap((item) => item.pages ?? [item]);
}

suite('the pages about a school', () => {
  test('are all there for an officer, in few entries', () => {
    assert.deepEqual(
      pages().map(({ content }) => content),
      [
        'Overview',
        'Why are we here?',
        'Level and concerns',
        'National rules',
        'Regional Director',
        'Actions',
        'Visits and support',
        'Self-evaluation',
        'Inspections',
        'Figures',
      ],
    );
    assert.equal(tabs().length, 7);
  });

  test('have one that is open, and the name of its group leads to the first of the group', () => {
    const [group] = tabs(officer, 'rules').filter((item) => item.pages);
    assert.equal(group?.href, `/schools/${String(anUrn)}/why`);
    assert.deepEqual(
      pages(officer, 'rules').flatMap(({ content, current }) => (current ? [content] : [])),
      ['National rules'],
    );
  });

  test('make no group of the one page that the school reads', () => {
    assert.ok(tabs(head).every((item) => !item.pages));
    assert.ok(pages(head).some(({ content }) => content === 'Why are we here?'));
    assert.ok(!pages(head).some(({ content }) => content === 'Level and concerns'));
  });
});

suite('the navigation within a section', () => {
  const shown = (active: SchoolTab, actor = officer) =>
    subNavigation({
      label: 'Pages about Elm',
      folded: 'Pages about this school',
      items: tabs(actor, active),
    }).toString();

  test('marks the open page and the group that it is in', () => {
    const body = shown('level');
    assert.match(body, /aria-current="page">Level and concerns</);
    assert.match(body, /aria-current="true">Level</);
    assert.equal(body.match(/aria-current/g)?.length, 2);
  });

  test('is folded without script behind the name of the open page, unless it is short', () => {
    assert.match(
      shown('visits'),
      /<summary[^>]*>Pages about this school: <strong>Visits and support/,
    );
    const short = subNavigation({
      label: 'Pages about agreed actions',
      folded: 'Agreed actions',
      items: [{ href: '/actions', content: 'All', current: true }],
    }).toString();
    assert.doesNotMatch(short, /<details/);
  });
});
