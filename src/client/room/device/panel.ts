// The questions about keeping: made from elements, so that no text can become markup.

export type Choice = { readonly kind: 'pin'; readonly pin: string } | { readonly kind: 'nothing' };
export type Entered = 'opened' | 'nothing' | 'forgotten' | 'shut';

interface FieldSpec {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly autocomplete: 'new-password' | 'current-password';
}

interface Problem {
  readonly field: string;
  readonly sentence: string;
}

interface FormSpec<Answer> {
  readonly title: string;
  readonly above: readonly Node[];
  readonly fields: readonly FieldSpec[];
  readonly submit: string;
  readonly below: (answer: (with_: Answer) => void) => readonly Node[];
  /** What was typed, by field: an answer, or why not. */
  readonly judge: (typed: (field: string) => string) => Promise<Answer | readonly Problem[]>;
}

type Props = Readonly<Record<string, string | boolean>>;

function make(tag: string, props: Props = {}, ...content: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...content);
  return element;
}

const paragraph = (text: string) => make('p', { class: 'govuk-body' }, text);
const bullets = (...lines: string[]) =>
  make(
    'ul',
    { class: 'govuk-list govuk-list--bullet' },
    ...lines.map((line) => make('li', {}, line)),
  );

function button(text: string, onClick: () => void): HTMLElement {
  const made = make(
    'button',
    { type: 'button', class: 'govuk-button govuk-button--secondary' },
    text,
  );
  made.addEventListener('click', onClick);
  return made;
}

/** The first time: a PIN, or nothing is kept. */
export function askForNewPin(
  panel: HTMLElement,
  options: { readonly problemOf: (pin: string) => string | undefined; readonly isAgain: boolean },
): Promise<Choice> {
  return ask<Choice>(panel, {
    title: options.isAgain ? 'Choose a new PIN' : 'Keep your notes on this device too?',
    above: options.isAgain
      ? [
          paragraph(
            'Notes that were typed here under the earlier PIN, and that the council does not have, stay on this device. They open when you enter the earlier PIN.',
          ),
        ]
      : [
          paragraph(
            'Then what you type is not lost when the connection fails, the page is closed or the device turns itself off, and you can open this meeting without a connection. This device keeps:',
          ),
          bullets(
            'what you type in this record, until the council has it',
            'this page, the record of the last meeting and the papers for this one',
          ),
          paragraph(
            'It is encrypted, and opens only with a PIN that you choose now. It stays for at most 7 days, and goes sooner when the record is final. Notes that have not reached the council by then are not thrown away: they open once you have signed in. In a private window all of it goes when the window is closed.',
          ),
        ],
    fields: [
      {
        id: 'room-pin-new',
        label: 'Choose a PIN',
        hint: 'At least 6 numbers or letters. You need it to open this meeting again on this device. Nobody else knows it or can find it out for you.',
        autocomplete: 'new-password',
      },
      { id: 'room-pin-again', label: 'Type the PIN again', autocomplete: 'new-password' },
    ],
    submit: 'Keep my notes on this device',
    below: (answer) => nothingHere(() => answer({ kind: 'nothing' })),
    judge(typed) {
      const pin = typed('room-pin-new');
      const problem = options.problemOf(pin);
      if (problem !== undefined) {
        return Promise.resolve([{ field: 'room-pin-new', sentence: problem }]);
      }
      return Promise.resolve(
        pin === typed('room-pin-again')
          ? { kind: 'pin', pin }
          : [{ field: 'room-pin-again', sentence: 'Type the same PIN in both boxes' }],
      );
    },
  });
}

/** Later: the PIN that was chosen. `attempt` says whether it was right, or why not. */
export function askForPin(
  panel: HTMLElement,
  options: {
    readonly signedIn: boolean;
    /** The key is more than 7 days old, and is made new when this opens it. */
    readonly isOver: boolean;
    readonly attempt: (pin: string) => Promise<'opened' | 'shut' | { readonly problem: string }>;
  },
): Promise<Entered> {
  return ask<Entered>(panel, {
    title: 'Enter your PIN',
    above: [
      paragraph(
        options.isOver
          ? 'This device has notes that you typed more than 7 days ago and that the council does not have. Your PIN opens them once more, so that they can be sent. The PIN stays the same for the next 7 days.'
          : 'This device keeps your notes of meetings. The PIN that you chose here opens them.',
      ),
    ],
    fields: [{ id: 'room-pin', label: 'PIN', autocomplete: 'current-password' }],
    submit: 'Open',
    below: (answer) =>
      options.signedIn
        ? [
            make(
              'div',
              { class: 'govuk-button-group' },
              button('I have forgotten the PIN', () => answer('forgotten')),
              button('Keep nothing here this time', () => answer('nothing')),
            ),
          ]
        : [],
    async judge(typed) {
      const pin = typed('room-pin');
      if (pin === '') return [{ field: 'room-pin', sentence: 'Enter your PIN' }];
      const result = await options.attempt(pin);
      return typeof result === 'string'
        ? result
        : [{ field: 'room-pin', sentence: result.problem }];
    },
  });
}

/** The device opens only for someone who has signed in. Nothing is asked: a link leads on. */
export function sayShut(
  panel: HTMLElement,
  options: { readonly because: 'over' | 'wrong'; readonly href: string },
): void {
  const heading = title('Sign in to open your notes');
  const signIn = make(
    'a',
    { class: 'govuk-button', role: 'button', draggable: 'false', href: options.href },
    'Sign in',
  );
  panel.replaceChildren(
    frame(
      heading,
      paragraph(
        options.because === 'over'
          ? 'Your notes were kept on this device more than 7 days ago, so the PIN alone does not open them any more.'
          : 'A wrong PIN was entered 10 times, so the PIN alone does not open your notes any more.',
      ),
      paragraph(
        'Nothing that you typed is lost. When there is a connection, sign in and then enter your PIN.',
      ),
      signIn,
    ),
  );
  panel.hidden = false;
  heading.focus();
}

function nothingHere(onClick: () => void): readonly Node[] {
  return [
    make('h3', { class: 'govuk-heading-s' }, 'On a computer that other people use'),
    paragraph(
      'Choose “Keep nothing here”. Nothing is written on the computer. What you type goes to the council only: while there is no connection it is on this page alone, and is lost if the page is closed.',
    ),
    button('Keep nothing here', onClick),
  ];
}

function title(text: string): HTMLElement {
  return make('h2', { class: 'govuk-heading-m', tabindex: '-1' }, text);
}

function frame(...content: readonly Node[]): HTMLElement {
  return make(
    'section',
    { class: 'app-room-device', 'aria-label': 'Notes on this device' },
    ...content,
  );
}

const isProblems = (result: unknown): result is readonly Problem[] => Array.isArray(result);

/** Shows a form until it has an answer. */
function ask<Answer extends object | string>(
  panel: HTMLElement,
  spec: FormSpec<Answer>,
): Promise<Answer> {
  return new Promise((resolve) => {
    const answer = (given: Answer) => {
      panel.replaceChildren();
      panel.hidden = true;
      resolve(given);
    };
    const heading = title(spec.title);
    const summary = make('div');
    const form = make('form', { novalidate: true }) as HTMLFormElement;
    const groups = spec.fields.map(pinField);
    const submit = make('button', { type: 'submit', class: 'govuk-button' }, spec.submit);
    form.append(...groups.map(({ group }) => group), submit);
    const settle = (result: Answer | readonly Problem[]): void => {
      if (!isProblems(result)) return answer(result);
      for (const each of groups) each.show(result.find(({ field }) => field === each.id));
      const told = errorSummary(result);
      summary.replaceChildren(told);
      told.focus();
    };
    let busy = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      form.setAttribute('aria-busy', 'true');
      const typed = (id: string) => groups.find((each) => each.id === id)?.input.value ?? '';
      void spec
        .judge(typed)
        .then(settle)
        .finally(() => {
          busy = false;
          form.removeAttribute('aria-busy');
        });
    });
    panel.replaceChildren(frame(summary, heading, ...spec.above, form, ...spec.below(answer)));
    panel.hidden = false;
    heading.focus();
  });
}

function pinField({ id, label, hint, autocomplete }: FieldSpec) {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const input = make('input', {
    class: 'govuk-input govuk-input--width-10',
    id,
    type: 'password',
    autocomplete,
    autocapitalize: 'none',
    spellcheck: 'false',
    'aria-describedby': hint === undefined ? false : hintId,
  }) as HTMLInputElement;
  const group = make('div', { class: 'govuk-form-group' });
  const words = make('label', { class: 'govuk-label', for: id }, label);
  const hints = hint === undefined ? [] : [make('div', { class: 'govuk-hint', id: hintId }, hint)];
  group.append(words, ...hints, input);
  return {
    id,
    group,
    input,
    show(problem: Problem | undefined): void {
      group.querySelector('.govuk-error-message')?.remove();
      group.classList.toggle('govuk-form-group--error', problem !== undefined);
      input.classList.toggle('govuk-input--error', problem !== undefined);
      const described = [
        ...hints.map(() => hintId),
        ...(problem === undefined ? [] : [errorId]),
      ].join(' ');
      if (described === '') input.removeAttribute('aria-describedby');
      else input.setAttribute('aria-describedby', described);
      if (problem === undefined) return;
      // A wrong PIN is typed again from the start: its signs cannot be seen.
      input.value = '';
      input.before(
        make(
          'p',
          { class: 'govuk-error-message', id: errorId },
          make('span', { class: 'govuk-visually-hidden' }, 'Error: '),
          problem.sentence,
        ),
      );
    },
  };
}

function errorSummary(problems: readonly Problem[]): HTMLElement {
  const links = problems.map(({ field, sentence }) => {
    const link = make('a', { href: `#${field}` }, sentence);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      document.getElementById(field)?.focus();
    });
    return make('li', {}, link);
  });
  return make(
    'div',
    { class: 'govuk-error-summary', role: 'alert', tabindex: '-1' },
    make('h2', { class: 'govuk-error-summary__title' }, 'There is a problem'),
    make(
      'div',
      { class: 'govuk-error-summary__body' },
      make('ul', { class: 'govuk-list govuk-error-summary__list' }, ...links),
    ),
  );
}
