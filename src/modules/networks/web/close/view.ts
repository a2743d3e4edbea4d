import { button } from '#ui/components/button.ts';
import { warningText } from '#ui/components/warning-text.ts';
import { form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Visit } from '#web/route.ts';
import { isSettled } from '../../domain/round.ts';
import type { RoundSchool } from '../../domain/round.ts';
import type { RoundSubject } from '../gates.ts';
import { reasonsText } from '../words.ts';

export function closeView(visit: Visit<RoundSubject>, problems: readonly FormError[]): Html {
  const { round, schools } = visit.subject;
  const here = `/identify/rounds/${round.id}`;
  const undecided = schools.filter((school) => !isSettled(school));
  const leftOpen = schools.filter(({ decision }) => decision?.choice.kind === 'left-open');
  return shellPage(visit, {
    title: `Close the categorisation round for ${round.year}`,
    back: { href: here, content: `Categorisation round for ${round.year}` },
    problems,
    main: column(
      heading(`Close the categorisation round for ${round.year}`, { level: 1 }),
      undecided.length > 0 &&
        html`<section id="undecided" aria-label="Undecided schools">
          ${heading(undecided.length === 1 ? 'One school is not decided' : `${undecided.length} schools are not decided`)}
          ${paragraph('The round can be closed once each is decided, or is marked as left without a decision, with the reason.')}
          ${byNetwork(undecided, ({ urn, name }) => link(`${here}/schools/${urn}`, name))}
        </section>`,
      html`
        ${heading(`Focus schools of each network in ${round.year}`)}
        ${focusSchools(visit)}`,
      leftOpen.length > 0 &&
        html`
          ${heading('Left without a decision')}
          ${bulletList(leftOpen.map(({ name, decision }) => `${name}: ${decision?.rationale ?? ''}`))}`,
      undecided.length === 0 &&
        html`
          ${warningText({
            content: `Closing makes these the network focus schools of ${round.year}: the schools and their Network Leads can read it from then on. A closed round cannot be changed; schools can still be added during the year.`,
          })}
          ${form({
            action: `${here}/close`,
            content: button({ content: 'Close the round', preventDoubleClick: true }),
          })}`,
    ),
  });
}

function focusSchools({ subject, services }: Visit<RoundSubject>): Html {
  const focus = subject.schools.filter(({ decision }) => decision?.choice.kind === 'focus');
  if (focus.length === 0) return paragraph('None.');
  return byNetwork(focus, ({ name, decision }) =>
    decision?.choice.kind === 'focus'
      ? html`${name}<br><span class="app-secondary">${reasonsText(decision.choice, services.pack)}</span>`
      : html`${name}`,
  );
}

function byNetwork(schools: readonly RoundSchool[], show: (school: RoundSchool) => Html): Html {
  const networks = [...Map.groupBy(schools, ({ network }) => network?.name)];
  return html`${networks.map(
    ([network, members]) =>
      html`${heading(network ?? 'Not in a network', { level: 3 })}${bulletList(members.map(show))}`,
  )}`;
}
