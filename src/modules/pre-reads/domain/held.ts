import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PreRead } from '#policy-pack/index.ts';
import { recordedFor, standingOf } from './papers.ts';
import type { Answer, Occasion, PreviousMeeting, Recorded, Standing, Version } from './papers.ts';

/**
 * What was held of a paper at its meeting, in the words that the record keeps: the document with its
 * version and day, what the product itself holds, or that there was nothing. What came after the day of
 * the meeting is not in it. A document that was withdrawn since was held all the same: it is not named.
 */
export function heldInWords(
  paper: PreRead,
  answers: readonly Answer[],
  recorded: readonly Recorded[],
  occasion: Occasion,
): string {
  const entries = recordedFor(paper, recorded, occasion);
  const standing = standingOf(paper, asAt(answers, occasion.meetingOn), occasion, entries);
  const besides = standing.kind === 'recorded' ? [] : entries.map(recordedWords);
  const documentWords = ({ answer, file, number }: Version) => {
    const withdrawn = answers.find(({ id }) => id === answer.id)?.withdrawn;
    const name = withdrawn
      ? `A document that was withdrawn on ${shortDate(dateOf(withdrawn.at))}`
      : `“${file.name}”`;
    return `${name}, version ${number}, of ${shortDate(file.datedOn)}`;
  };
  return [standingWords(standing, occasion, documentWords), ...besides].join('; ');
}

/** The answers as they were at the end of a day. */
function asAt(answers: readonly Answer[], day: LocalDate): Answer[] {
  return answers
    .filter(({ at }) => dateOf(at) <= day)
    .map((answer) =>
      answer.withdrawn && dateOf(answer.withdrawn.at) > day
        ? { ...answer, withdrawn: undefined }
        : answer,
    );
}

function standingWords(
  standing: Standing,
  { since, previous, isToCome }: Occasion,
  documentWords: (version: Version) => string,
): string {
  switch (standing.kind) {
    case 'sent':
      return documentWords(standing.version);
    case 'held': {
      const { version } = standing;
      return `${documentWords(version)}, held since ${shortDate(dateOf(version.answer.at))}`;
    }
    case 'unchanged':
      return `${documentWords(standing.version)}, unchanged since last time`;
    case 'recorded':
      return standing.entries.map(recordedWords).join('; ');
    case 'none':
      return `No visits since ${previous ? 'the meeting of ' : ''}${shortDate(since)}`;
    case 'not-needed':
      return 'Not needed for this meeting';
    case 'to-send':
    case 'not-sent': {
      const { stale } = standing;
      if (stale) {
        return `Not sent for this meeting: the last one is of ${shortDate(stale.file.datedOn)}, and too old`;
      }
      return isToCome ? 'Not held yet' : 'Not held';
    }
    case 'record':
      return previousWords(standing.previous);
  }
}

/** "Visit: reading (3 November 2026)" */
function recordedWords({ what, on }: Recorded): string {
  return `${what} (${shortDate(on)})`;
}

function previousWords(previous: PreviousMeeting | undefined): string {
  if (!previous) return 'None: there was no meeting before this one';
  const record = `Record of ${shortDate(previous.on)}`;
  switch (previous.record.kind) {
    case 'final':
      return `${record}, version ${previous.record.version}`;
    case 'not-final':
      return `${record}, not final`;
    case 'originals': {
      const names = previous.record.files.map(({ name }) => `“${name}”`);
      return names.length === 0
        ? `Not held: the meeting of ${shortDate(previous.on)} was before this product was used`
        : `${record}: ${names.join(', ')}`;
    }
  }
}
