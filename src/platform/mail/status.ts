// The enhanced status codes of mail systems: class, subject, detail (RFC 3463, RFC 5248). Whether for
// good (5) or for now (4) is said elsewhere; here the subject and the detail are put in words.

const byDetail: Readonly<Record<string, string>> = {
  '1.0': 'there is no such mailbox',
  '1.1': 'there is no such mailbox',
  '1.2': 'there is no such mail domain',
  '1.3': 'the address is not written as an address',
  '1.6': 'the mailbox has moved',
  // Exchange, where it finds nobody of that name.
  '1.10': 'there is no such mailbox',
  '2.1': 'the mailbox is closed',
  '2.2': 'the mailbox is full',
  '2.3': 'the mail is too large for the mailbox',
  '3.4': 'the mail is too large',
  '4.1': 'the recipient’s mail server did not answer, or does not take mail for the address',
  '4.4': 'no mail server was found for the address',
  '4.7': 'the recipient’s mail server was not reached in time',
};

const bySubject: Readonly<Record<string, string>> = {
  '1': 'something is wrong with the address',
  '2': 'the mailbox does not take it',
  '3': 'the recipient’s mail system does not take it',
  '4': 'the recipient’s mail server was not reached',
  '7': 'the recipient’s mail server refuses it by its own rules, as it does with unwanted mail',
};

/** Why, in half a sentence: "there is no such mailbox" for 5.1.1. */
export function reasonOf(status: string): string {
  const [, subject = '', detail = ''] = status.split('.');
  return (
    byDetail[`${subject}.${detail}`] ??
    bySubject[subject] ??
    'the recipient’s mail server does not take it'
  );
}
