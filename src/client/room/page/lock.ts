import { focusOn, make, makeParagraph } from './elements.ts';

export interface LockOptions {
  readonly home: HTMLElement;
  /** Whether what was typed is on the device. */
  readonly isKept: boolean;
  /** False: not signed in yet; undefined: nobody answers. */
  readonly isSignedIn: () => Promise<boolean | undefined>;
  /** Opens the device, asking for what it needs in the panel. */
  readonly open: (panel: HTMLElement) => Promise<void>;
}

/** Takes everything off the screen until the person of the page has signed in again. */
export function lockScreen({ home, isKept, isSignedIn, open }: LockOptions): {
  readonly keptIs: (isKept: boolean) => void;
} {
  const before = document.activeElement;
  const { title } = document;
  const covered = [...home.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && !child.hidden,
  );
  // Whatever the styles say of an element, and also without them.
  for (const child of covered) child.style.setProperty('display', 'none', 'important');
  document.title = 'You have been signed out';

  const heading = make('h1', { class: 'govuk-heading-l' }, 'You have been signed out');
  const kept = makeParagraph();
  const keptIs = (yes: boolean) => {
    kept.textContent = yes
      ? 'Your text is kept on this device.'
      : 'Your text is still in this page. Do not close it.';
  };
  keptIs(isKept);
  const link = make(
    'a',
    { class: 'govuk-link', href: '/sign-in', target: '_blank', rel: 'noopener' },
    'Sign in (opens in a new tab)',
  );
  const answer = make('p', { class: 'govuk-body', role: 'status' });
  const pin = make('div');
  const goOn = make('button', { type: 'button', class: 'govuk-button' }, 'I have signed in: go on');
  const screen = make(
    'div',
    { 'data-lock': '' },
    heading,
    kept,
    makeParagraph(link),
    goOn,
    answer,
    pin,
  );
  home.append(screen);
  focusOn(heading);

  goOn.addEventListener('click', () => {
    void (async () => {
      answer.textContent = 'One moment…';
      const isIn = await isSignedIn();
      answer.textContent =
        isIn === undefined
          ? 'There is no connection at the moment. Try again in a minute.'
          : isIn
            ? ''
            : 'You are not signed in yet, or someone else is. Sign in as yourself, then come back to this page.';
      if (isIn !== true) return;
      goOn.hidden = true;
      await open(pin);
      screen.remove();
      for (const child of covered) child.style.removeProperty('display');
      document.title = title;
      if (before instanceof HTMLElement) before.focus();
    })();
  });
  return { keptIs };
}
