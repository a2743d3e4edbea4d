import { longDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { roles } from '#modules/people/index.ts';
import { processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';

interface Standing {
  readonly caseId: string;
  readonly status: 'paused' | 'closed';
  readonly on: LocalDate;
  readonly by: string;
  readonly decidedBy: string | undefined;
  readonly about: string | undefined;
  readonly reason: string | undefined;
  readonly other:
    { readonly id: string; readonly process: string; readonly seen: boolean } | undefined;
  readonly seen: boolean;
  readonly mayDecide: boolean;
}

/** That the case is paused or closed: since when, by whom and why, and what may be done next. */
export function caseStandingPart(
  pack: PolicyPack,
  standing: Standing | undefined,
  options: {
    /** On the page of the case itself, which needs no link to it. */
    readonly onCase?: boolean;
  } = {},
): Html | undefined {
  if (!standing) return undefined;
  const { caseId, status, on, by, decidedBy, about, reason, seen } = standing;
  const title = `The process is ${status}`;
  const named = seen && options.onCase !== true ? link(`/cases/${caseId}`, title) : title;
  return insetText({
    content: html`
      <p class="govuk-body"><strong>${named}</strong>. ${by} ${status} it on ${longDate(on)}${
        about !== undefined && `: ${about.charAt(0).toLowerCase()}${about.slice(1)}`
      }. ${decidedBy !== undefined && `Decided by ${decidedBy.replace(/^The /, 'the ')}. `}Everything in it can be read, and nothing can be changed.</p>
      ${reason !== undefined && paragraph(reason, 'app-words')}
      ${nextPart(pack, standing)}`,
  });
}

function nextPart(pack: PolicyPack, { caseId, status, other, mayDecide }: Standing): Html {
  const officer = roles['senior-advisor'].name;
  if (status === 'paused') {
    return paragraph(
      mayDecide
        ? html`It can be resumed on any day, with a reason: ${link(`/cases/${caseId}/resume`, 'Resume the process')}`
        : `A ${officer} can resume it.`,
    );
  }
  if (other) {
    const { name } = processOf(pack, other.process);
    const now = other.seen ? link(`/cases/${other.id}`, name) : name;
    return paragraph(
      html`The school now has a ${now}. This process can be reopened only once that one is closed: a school has one at a time.`,
    );
  }
  return paragraph(
    mayDecide
      ? html`It can be reopened, with a reason: ${link(`/cases/${caseId}/reopen`, 'Reopen the process')}`
      : `A ${officer} can reopen it.`,
  );
}
