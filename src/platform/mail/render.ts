import type { CalendarPart, MailContent } from './mail.ts';

/** What a mail says of the entry for calendars that goes with it. */
const calendarWords: Readonly<Record<CalendarPart['method'], string>> = {
  REQUEST: 'The attached entry puts it in your calendar, or changes the one that is there.',
  CANCEL: 'The attached notice takes it out of your calendar.',
};

/** The same where the way that the mail goes carries no attachments. */
const wordsWithoutAttachment: typeof calendarWords = {
  REQUEST:
    'This email cannot bring the entry for your calendar with it. Please put the meeting in your calendar, or let your calendar follow your meetings: see Your calendar in Trajectory.',
  CANCEL: 'Please take it out of your calendar.',
};

/** The text of a mail for a way that carries no attachments. */
export function withoutAttachment(text: string, calendar: CalendarPart['method'] | null): string {
  return calendar === null
    ? text
    : text.replace(calendarWords[calendar], wordsWithoutAttachment[calendar]);
}

/** The system's own type, large enough to read; colours that stand out in the dark too. */
const bodyStyle =
  'margin: 0; padding: 16px; background: #ffffff; color: #0b0c0c; font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5';

/**
 * A mail as text and as HTML: the same words in the same order, without pictures, script or anything
 * else that has to be fetched, so that opening it tells nobody.
 */
export function render(
  name: string,
  content: MailContent,
  from: string,
  calendar?: CalendarPart['method'],
): { text: string; html: string } {
  const { link, also } = content;
  // A name with line ends in it could go on as if the mail did.
  const greeting = `Dear ${name.replaceAll(/\s+/g, ' ')}`;
  const paragraphs = [
    ...content.paragraphs,
    ...(calendar === undefined ? [] : [calendarWords[calendar]]),
  ];
  const links = [link, also].filter((each) => each !== undefined);
  const text = [
    greeting,
    ...paragraphs.map((each) =>
      typeof each === 'string' ? each : each.map((line) => `- ${line}`).join('\n'),
    ),
    ...links.map(({ label, url }) => `${label}:\n${url}`),
    from,
  ].join('\n\n');
  const html = [
    `<p>${escape(greeting)}</p>`,
    ...paragraphs.map((each) =>
      typeof each === 'string'
        ? `<p>${escape(each)}</p>`
        : `<ul>\n${each.map((line) => `<li>${escape(line)}</li>`).join('\n')}\n</ul>`,
    ),
    ...links.map(({ label, url }) => `<p><a href="${escape(url)}">${escape(label)}</a></p>`),
    `<p>${escape(from)}</p>`,
  ].join('\n');
  return {
    text: `${text}\n`,
    // Programs that show mail drop what stands on the body: the language stands inside it too.
    html: `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(content.subject)}</title>
</head>
<body style="${bodyStyle}">
<div lang="en-GB" dir="ltr" style="max-width: 600px; overflow-wrap: anywhere">
${html}
</div>
</body>
</html>
`,
  };
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
