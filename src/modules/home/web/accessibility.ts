import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, column, heading, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';

export function accessibilityView(arrival: Arrival): Html {
  const { authority } = arrival;
  return shellPage(arrival, {
    title: 'Accessibility statement',
    main: column(html`
      ${heading('Accessibility statement for Trajectory', { level: 1 })}
      ${paragraph(`This statement is about Trajectory as ${authority.name} runs it.`)}
      ${paragraph('You should be able to:')}
      ${bulletList([
        'zoom in up to 400% without text running off the screen',
        'use it on a screen 320 pixels wide, such as a small phone',
        'do everything with a keyboard alone, and without script in your browser',
        'listen to it with a screen reader, and speak to it with voice control',
        'read its Word and PDF files with a screen reader: they are tagged',
      ])}
      ${heading('How accessible it is')}
      ${paragraph('Trajectory is built to meet the Web Content Accessibility Guidelines version 2.2 at level AA. Every page is tested in a real browser with an automated checker, at two widths, each time the product changes. Automated checks find some problems only: no audit by people who use assistive technology has been made yet.')}
      ${heading('Telling us about a problem')}
      ${paragraph(`If you cannot use a page or a file, tell the team at ${authority.name} that invited you to the board. Say which page it is, and how you would like to have the information: on paper, in large print, read out, or in another way.`)}
      ${heading('Enforcement')}
      ${paragraph('The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with the answer, contact the Equality Advisory and Support Service.')}`),
  });
}
