import type { AcademicYear } from '#kernel/academic-year.ts';
import { firstDayOf, lastDayOf, yearsAfter } from '#kernel/academic-year.ts';
import { addDays, dateOf, longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { blockName, kindOfDay } from '#kernel/school-days.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { button } from '#ui/components/button.ts';
import { input } from '#ui/components/input.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { errorOf, form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import {
  bulletList,
  buttonGroup,
  column,
  heading,
  link,
  outsideLink,
  paragraph,
} from '#ui/text.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { span } from '../../domain/year-dates.ts';
import type { InsetDay } from '../../domain/year-dates.ts';
import { yearsToList } from '../../queries/school-years.ts';
import type { CalendarHeld, SchoolWithDates, historyOfYear } from '../../queries/school-years.ts';
import { inAddress } from '../year-address.ts';

type History = Awaited<ReturnType<typeof historyOfYear>>;

/** The years that are held, and how far bank holidays are known. */
export function calendarView(arrival: Arrival, held: CalendarHeld, mayChange: boolean): Html {
  const { years, schools, bankHolidays } = held;
  return shellPage(arrival, {
    title: 'Calendar',
    main: html`
      ${heading('Calendar', { level: 1 })}
      ${paragraph('Term dates, INSET days and bank holidays. The dates of meetings are checked against them, and school days are counted by them.')}
      ${heading('Academic years')}
      ${stackingTable({
        head: ['Year', 'Term dates', 'INSET days', 'Schools with their own dates'],
        firstCellIsHeader: true,
        rows: yearsToList(years, arrival.today).map((year) => {
          const found = years.find((each) => each.year === year);
          const first = found?.dates.blocks?.[0];
          const last = found?.dates.blocks?.at(-1);
          return [
            link(`/calendar/${inAddress(year)}`, year),
            first && last
              ? span({ first: first.first, last: last.last })
              : tag({ content: 'Not loaded', classes: 'govuk-tag--yellow' }),
            found ? String(found.dates.inset.length) : '–',
            String(schools.filter((each) => each.year === year).length),
          ];
        }),
      })}
      ${mayChange && laterYear(yearsToList(years, arrival.today))}
      ${heading('Bank holidays')}
      ${paragraph(html`Known until ${longDate(bankHolidays.knownUntil)}, from ${outsideLink('https://www.gov.uk/bank-holidays', 'GOV.UK')} (Open Government Licence v3).`)}
      ${mayChange && paragraph(html`${link('/administration/imports', 'Import term dates or bank holidays')} from a file.`)}`,
  });
}

/** The way to a year that is not in the list yet. */
function laterYear(listed: readonly AcademicYear[]): Html | false {
  const last = listed.at(-1);
  if (last === undefined) return false;
  const later = yearsAfter(last, 1);
  return paragraph(link(`/calendar/${inAddress(later)}/edit`, `Enter the dates of ${later}`));
}

export interface YearShown {
  readonly year: AcademicYear;
  readonly held: CalendarHeld;
  /** The newest first. */
  readonly history: History;
  /** The authority's. */
  readonly calendar: SchoolCalendar;
  readonly mayChange: boolean;
  readonly problems: readonly FormError[];
}

export function yearView(arrival: Arrival, shown: YearShown): Html {
  const { year, held, history, mayChange } = shown;
  const [current] = history;
  const here = `/calendar/${inAddress(year)}`;
  const schools = held.schools.filter((each) => each.year === year);
  return shellPage(arrival, {
    title: `Calendar ${year}`,
    back: { href: '/calendar', content: 'Calendar' },
    problems: shown.problems,
    main: html`
      ${arrival.query.text('done') === 'saved' && notificationBanner({ type: 'success', content: 'The dates are saved.' })}
      ${heading(`Academic year ${year}`, { level: 1, caption: 'Calendar' })}
      ${
        current
          ? blocksTable(shown)
          : insetText({
              content:
                'The term dates of this year are not loaded. Dates in it are taken as they are, and marked “not checked”.',
            })
      }
      ${
        mayChange &&
        buttonGroup(
          button({
            content: current ? 'Change the dates' : 'Enter the dates',
            href: `${here}/edit`,
            ...(current ? { classes: 'govuk-button--secondary' } : {}),
          }),
          link('/administration/imports', 'Import them from a file'),
        )
      }
      ${current && insetPart(current.dates.inset)}
      ${bankHolidayPart(shown)}
      ${heading('Schools with their own dates')}
      ${schools.length === 0 ? paragraph('None.') : bulletList(schools.map((each) => schoolLine(each, here, mayChange)))}
      ${mayChange && schoolForm(here, arrival.query.raw('urn'), shown.problems)}
      ${current && provenance(history, mayChange)}
      ${workbookLink(arrival)}`,
  });
}

function blocksTable({ calendar, year, history }: YearShown): Html {
  const blocks = history[0]?.dates.blocks ?? [];
  const holidayAfter = (day: LocalDate) => {
    for (let at = addDays(day, 1); at <= addDays(day, 14); at = addDays(at, 1)) {
      const kind = kindOfDay(calendar, at);
      if (kind.kind === 'school holiday') return kind.name;
      if (kind.kind === 'school day') return '–';
    }
    return '–';
  };
  return html`${stackingTable({
    caption: html`<span class="govuk-visually-hidden">Half-term blocks of ${year}</span>`,
    head: ['Half-term block', 'First day', 'Last day', 'Then'],
    firstCellIsHeader: true,
    rows: blocks.map((block) => {
      const name = blockName(block);
      const then = holidayAfter(block.last).replace('the ', '');
      return [
        name.charAt(0).toUpperCase() + name.slice(1),
        longDate(block.first),
        longDate(block.last),
        then.charAt(0).toUpperCase() + then.slice(1),
      ];
    }),
  })}`;
}

function insetPart(inset: readonly InsetDay[]): Html {
  return html`${heading('INSET days')}${
    inset.length === 0
      ? paragraph('None are recorded for all schools.')
      : bulletList(
          inset.map(({ day, name }) =>
            name === 'INSET day' ? longDate(day) : `${longDate(day)}: ${name}`,
          ),
        )
  }`;
}

function bankHolidayPart({ held, year }: YearShown): Html {
  const { bankHolidays, knownUntil } = held.bankHolidays;
  const days = [...bankHolidays].filter(
    ([day]) => day >= firstDayOf(year) && day <= lastDayOf(year),
  );
  return html`${heading('Bank holidays')}
    ${bulletList(days.map(([day, name]) => `${longDate(day)}: ${name}`))}
    ${lastDayOf(year) > knownUntil && paragraph(`They are known until ${longDate(knownUntil)} only.`)}`;
}

function schoolLine(school: SchoolWithDates, here: string, mayChange: boolean): Html {
  const { blocks, inset } = school.dates;
  const what = [
    ...(blocks ? ['its own term dates'] : []),
    ...(inset.length > 0 ? [`INSET ${inset.map(({ day }) => longDate(day)).join(', ')}`] : []),
  ].join('; ');
  return html`${
    mayChange ? link(`${here}/schools/${school.urn}/edit`, school.name) : school.name
  }: ${what}`;
}

function schoolForm(here: string, urn: string, problems: readonly FormError[]): Html {
  return column(
    form({
      action: `${here}/schools`,
      method: 'get',
      content: html`${input({
        name: 'urn',
        label: { content: 'Give a school its own dates', classes: 'govuk-label--s' },
        hint: 'The school’s URN, six digits. Other INSET days, or other terms altogether.',
        classes: 'govuk-input--width-10',
        inputmode: 'numeric',
        value: urn,
        errorMessage: errorOf(problems, 'urn'),
      })}${button({ content: 'Continue', classes: 'govuk-button--secondary' })}`,
    }),
  );
}

function provenance(history: History, mayChange: boolean): Html {
  return html`${heading('Where the dates are from')}${bulletList(
    history.map((each, index) => {
      const file =
        each.importId === undefined
          ? 'typed'
          : mayChange
            ? html`from ${link(`/administration/imports/${each.importId}`, each.fileName ?? 'a file')}`
            : `from ${each.fileName ?? 'a file'}`;
      const { source } = each.dates;
      return html`${index === 0 ? 'In force' : 'Before'}: ${file}, by ${each.recordedBy} on ${shortDate(dateOf(each.recordedAt))}${source !== '' && `. Source: ${source}`}`;
    }),
  )}`;
}
