import type { Form } from '#platform/http/form.ts';
import type { Maybe } from '#ui/components/part.ts';
import { button } from '#ui/components/button.ts';
import { input } from '#ui/components/input.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';

// None of these pages names a school, a person or a record: whoever has a link may see them.

/** What a link shows to whoever opens it: how the check is opened. */
export function landingView(arrival: Arrival, here: string, problems: readonly FormError[]): Html {
  const { value } = arrival.services.pack.periods.accuracyCode;
  const title = 'Check a meeting record';
  return shellPage(arrival, {
    title,
    problems,
    main: column(
      heading(title, { level: 1 }),
      paragraph(
        `To open the check, have a code mailed to you. It goes to the mailbox to which the link was sent, and works for ${value} minutes.`,
      ),
      formElement({
        action: `${here}/code`,
        content: button({ content: 'Mail me a code', preventDoubleClick: true }),
      }),
      paragraph(
        'The check then opens in this browser alone, until you have answered or its day has passed.',
      ),
      paragraph(html`If you have signed in before, you can ${signIn(here)} instead.`),
    ),
  });
}

function signIn(here: string): Html {
  return link(`/sign-in?next=${encodeURIComponent(here)}`, 'sign in');
}

/** Asks for the code that was mailed. */
export function codeView(
  arrival: Arrival,
  here: string,
  shown: { readonly typed: string; readonly problems: readonly FormError[] },
): Html {
  const { value } = arrival.services.pack.periods.accuracyCode;
  const title = 'Enter the code';
  return shellPage(arrival, {
    title,
    problems: shown.problems,
    back: { href: here },
    main: column(
      heading(title, { level: 1 }),
      paragraph(
        `A code of six digits is on its way to the mailbox to which the link was sent. It works for ${value} minutes. If several came, use the newest.`,
      ),
      formElement({
        action: `${here}/open`,
        content: html`${input({
          name: 'code',
          label: 'Code',
          inputmode: 'numeric',
          autocomplete: 'one-time-code',
          spellcheck: false,
          classes: 'govuk-input--width-10',
          value: shown.typed,
          errorMessage: errorOf(shown.problems, 'code'),
        })}${button({ content: 'Open the check', preventDoubleClick: true })}`,
      }),
      heading('If nothing comes', { size: 's' }),
      paragraph('Look in your junk or spam folder. You can also have another code mailed.'),
      formElement({
        action: `${here}/code`,
        content: button({
          content: 'Mail me another code',
          classes: 'govuk-button--secondary',
          preventDoubleClick: true,
        }),
      }),
    ),
  });
}

/**
 * The same for every link that opens nothing here, whyever; with what was typed, where something was,
 * or to the browser that has answered, that it has.
 */
export function refusedView(
  arrival: Arrival,
  here: string,
  { form, isAnswered = false }: { readonly form?: Form | undefined; readonly isAnswered?: boolean },
): Html {
  const title = isAnswered ? 'This check has been answered' : 'This link does not open the check';
  return shellPage(arrival, {
    title,
    main: column(heading(title, { level: 1 }), ...(isAnswered ? answered : notOpened(here, form))),
  });
}

const answered = [
  paragraph('It was open in this browser. There is nothing left to do.'),
  paragraph(html`If you have signed in before, you can ${signIn('/')} to see how it went on.`),
];

function notOpened(here: string, form: Form | undefined): readonly Maybe<Html>[] {
  return [
    paragraph(
      'A link to check a meeting record opens it in one browser. It ends when the check is answered, when a new link is sent, and when its day has passed.',
    ),
    form && typedPart(form),
    heading('What you can do'),
    paragraph(
      'If you have opened it in another browser, go on there. If not, have a new link mailed. It goes to the mailbox to which this one was sent, and what was answered so far is kept.',
    ),
    formElement({
      action: `${here}/new-link`,
      content: button({ content: 'Mail me a new link', preventDoubleClick: true }),
    }),
    paragraph(html`If you have signed in before, you can also ${signIn('/')} and go on there.`),
  ];
}

/** For answers that were sent from a browser in which the check has not been looked at for half a day. */
export function asleepView(arrival: Arrival, here: string, form: Form): Html {
  const title = 'Have a code mailed to go on';
  return shellPage(arrival, {
    title,
    main: column(
      heading(title, { level: 1 }),
      paragraph(
        'The check has been open for half a day without a visit. To go on, have another code mailed.',
      ),
      typedPart(form),
      formElement({
        action: `${here}/code`,
        content: button({ content: 'Mail me a code', preventDoubleClick: true }),
      }),
    ),
  });
}

/** What was typed and could not be taken, to be copied. */
function typedPart(form: Form): Maybe<Html> {
  const typed = typedTexts(form);
  if (typed.length === 0) return undefined;
  return html`${paragraph('What you sent now has not been kept. Copy what you typed from here:')}${typed.map(
    (text, index) =>
      textarea({
        name: `typed-${index + 1}`,
        label: typed.length === 1 ? 'What you typed' : `What you typed (${index + 1})`,
        value: text,
        rows: 5,
      }),
  )}`;
}

/** The texts that go with the answers that were chosen. */
function typedTexts(form: Form): string[] {
  const boxes = { 'fact-wrong': 'wording', differently: 'view' } as const;
  return form.names().flatMap((name) => {
    const [, place] = /^answer-(.+)$/.exec(name) ?? [];
    const answer = form.raw(name);
    if (place === undefined || (answer !== 'fact-wrong' && answer !== 'differently')) return [];
    const text = form.text(`${boxes[answer]}-${place}`);
    return text === '' ? [] : [text];
  });
}

/** The same whether or not a link was mailed. */
export function renewedView(arrival: Arrival): Html {
  const title = 'Check your email';
  return shellPage(arrival, {
    title,
    main: column(
      heading(title, { level: 1 }),
      paragraph(
        'If the check still waits for an answer, a new link is on its way to the mailbox to which the last one was sent. The links before it have ended.',
      ),
      paragraph(
        'If nothing comes, look in your junk or spam folder, then ask the chair of the board. A few new links are sent a day, and no more.',
      ),
    ),
  });
}
