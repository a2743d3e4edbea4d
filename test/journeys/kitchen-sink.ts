import { backLink } from '#ui/components/back-link.ts';
import { button } from '#ui/components/button.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { details } from '#ui/components/details.ts';
import { fileUpload } from '#ui/components/file-upload.ts';
import { input } from '#ui/components/input.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { pagination } from '#ui/components/pagination.ts';
import { panel } from '#ui/components/panel.ts';
import { radios } from '#ui/components/radios.ts';
import { ragTag } from '#ui/components/rag-tag.ts';
import { select } from '#ui/components/select.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { table } from '#ui/components/table.ts';
import { tag } from '#ui/components/tag.ts';
import { taskList } from '#ui/components/task-list.ts';
import { textarea } from '#ui/components/textarea.ts';
import { warningText } from '#ui/components/warning-text.ts';
import { errorOf, form, summaryOf } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { page } from '#ui/layout.ts';
import type { Site } from '#ui/layout.ts';
import { markdown } from '#ui/markdown.ts';
import { bulletList, column, heading, link, paragraph, scrollable } from '#ui/text.ts';

const errors = [
  { field: 'school', sentence: 'Enter the name or the URN of a school' },
  { field: 'meeting-date-day', sentence: 'The entry meeting must be on a school day' },
  { field: 'outcome', sentence: 'Choose the outcome of the board' },
  { field: 'evidence', sentence: 'The file is larger than 25 MB' },
];

/** One page with everything that pages are made of, errors and all. */
export function kitchenSink(site: Site): Html {
  return page({
    site,
    title: 'Open a School Improvement Board',
    hasErrors: true,
    isConfidential: true,
    breadcrumbs: [
      { href: '/', content: 'Your work' },
      { href: '/schools', content: 'Schools' },
      { href: '/schools/900001', content: 'Larkfield Road Primary School and Community Nursery' },
      { content: 'Open a board' },
    ],
    main: html`${column(
      summaryOf(errors),
      notificationBanner({
        content: 'The record of 14 January 2027 was shared with five people.',
        type: 'success',
        disableAutoFocus: true,
      }),
      heading('Open a School Improvement Board', {
        level: 1,
        caption: 'Larkfield Road Primary School',
      }),
      paragraph('The board agrees what has to improve, who helps, and by when.'),
      insetText({ content: 'The pre-reads are due on Thursday 7 January 2027.' }),
      formOfEverything(),
      details({
        summary: 'What the policy says',
        content: 'Boards meet every half term until the outcome is “step down”.',
      }),
      warningText({ content: 'A final record cannot be changed.' }),
    )}${reading()}`,
  });
}

function formOfEverything(): Html {
  return form({
    action: '/',
    isMultipart: true,
    content: html`${input({
      label: 'School',
      name: 'school',
      hint: 'Name or URN',
      value: 'Larkfeild <Road>',
      errorMessage: errorOf(errors, 'school'),
    })}${dateInput({
      id: 'meeting-date',
      namePrefix: 'meeting',
      fieldset: { legend: { content: 'Entry meeting', classes: 'govuk-fieldset__legend--m' } },
      hint: 'For example, 14 1 2027',
      values: { 'meeting-day': '16', 'meeting-month': '1', 'meeting-year': '2027' },
      day: { error: true },
      errorMessage: errorOf(errors, 'meeting-date-day'),
    })}${radios({
      name: 'outcome',
      fieldset: {
        legend: { content: 'Outcome of the board', classes: 'govuk-fieldset__legend--m' },
      },
      errorMessage: errorOf(errors, 'outcome'),
      value: 'elsewhere',
      items: [
        { content: 'Continue', value: 'continue', hint: 'The next board is in half a term.' },
        { content: 'Step down', value: 'step-down' },
        { divider: 'or' },
        {
          content: 'Elsewhere',
          value: 'elsewhere',
          conditional: input({ label: 'Where', name: 'where', classes: 'govuk-!-width-one-half' }),
        },
      ],
    })}${checkboxes({
      name: 'roles',
      fieldset: { legend: { content: 'Who comes', classes: 'govuk-fieldset__legend--m' } },
      hint: 'Choose all that apply.',
      values: ['head'],
      items: [
        { content: 'Headteacher', value: 'head' },
        { content: 'Chair of governors', value: 'chair' },
      ],
    })}${select({
      label: 'Network',
      name: 'network',
      value: 'north',
      items: [
        { text: 'North', value: 'north' },
        { text: 'Wyken and Walsgrave', value: 'wyken' },
      ],
    })}${textarea({ label: 'Notes', name: 'notes', value: '\nFirst line kept' })}${fileUpload({
      label: 'Evidence',
      name: 'evidence',
      hint: 'A PDF or Word file up to 25 MB.',
      errorMessage: errorOf(errors, 'evidence'),
    })}<div class="govuk-button-group">${button({ content: 'Save and continue', preventDoubleClick: true })}${button(
      {
        content: 'Save as draft',
        classes: 'govuk-button--secondary',
      },
    )}${button({ content: 'Withdraw', classes: 'govuk-button--warning' })}${link('/', 'Cancel')}</div>`,
  });
}

function reading(): Html {
  return html`${heading('The case')}${summaryList({
    card: { title: 'School', actions: { items: [{ href: '/schools/900001', content: 'Open' }] } },
    rows: [
      {
        key: 'Headteacher',
        value: 'Amina Farrow',
        actions: { items: [{ href: '#', content: 'Change', visuallyHiddenText: 'headteacher' }] },
      },
      {
        key: 'Progress',
        value: html`${ragTag('red')} ${ragTag('amber', 'some progress')} ${ragTag('green')}`,
      },
      {
        key: 'State',
        value: html`${tag({ content: 'Open' })} ${tag({ content: 'Final', classes: 'govuk-tag--green' })} ${tag({ content: 'Draft', classes: 'govuk-tag--grey' })}`,
      },
      {
        key: 'Web site',
        value: 'https://a-very-long-address.larkfield-road-primary-school.example.sch.uk/governors',
      },
    ],
  })}${heading('Actions')}${scrollable(
    table({
      caption: 'Actions agreed on 14 January 2027',
      captionClasses: 'govuk-visually-hidden',
      head: [
        'Action',
        'Who undertakes',
        'Who monitors',
        'By when',
        { content: 'Pupils', format: 'numeric' },
      ],
      rows: [
        [
          'Moderate writing in Years 2 and 6',
          'Amina Farrow',
          'Senior Advisor',
          '12 February 2027',
          { content: '58', format: 'numeric' },
        ],
        [
          'Review attendance letters',
          'Owen Pask',
          'Chair of governors',
          '1 March 2027',
          { content: '412', format: 'numeric' },
        ],
      ],
      firstCellIsHeader: true,
    }),
    'Actions agreed on 14 January 2027',
  )}${table({
    classes: 'app-table--stacks',
    caption: 'Boards',
    captionClasses: 'govuk-table__caption--m',
    head: ['School', 'Level', 'Next board'],
    firstCellIsHeader: true,
    rows: [
      [
        link('/schools/900001', 'Larkfield Road Primary School'),
        { content: ragTag('red', 'intervention'), attributes: { 'data-label': 'Level' } },
        { content: 'Thursday 14 January 2027', attributes: { 'data-label': 'Next board' } },
      ],
    ],
  })}${pagination({
    previous: { href: '#' },
    items: [
      { number: '1', href: '#' },
      { number: '2', href: '#', current: true },
      { ellipsis: true },
      { number: '9', href: '#' },
    ],
    next: { href: '#' },
  })}${heading('What is left')}${taskList({
    items: [
      { title: 'Background', href: '#', status: { content: 'Completed' } },
      {
        title: 'Agreed actions',
        href: '#',
        hint: 'Each needs a date',
        status: { tag: { content: 'Incomplete', classes: 'govuk-tag--blue' } },
      },
    ],
  })}${bulletList(['One', 'Two'])}${markdown('# What we saw\n\n- **Reading** has improved\n- see [the form](https://example.org)\n\n<script>alert(1)</script>')}${panel(
    {
      title: 'Record shared',
      content: 'Five people have been told.',
      headingLevel: 2,
    },
  )}${backLink({ href: '#' })}`;
}
