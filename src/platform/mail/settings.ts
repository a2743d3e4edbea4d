export interface MailSettings {
  /** `smtp://…` as the mailer takes it; undefined where mail is kept in files instead. */
  readonly smtpUrl: string | undefined;
  /** The one address that all mail of this installation comes from. */
  readonly senderAddress: string;
}

/**
 * How mail leaves. The sender is `trajectory@` and the host that people use, unless the mail
 * server's address names one: `smtps://user:password@mail.example.org/?from=boards@example.org`.
 */
export function mailSettings(smtpUrl: string | undefined, baseUrl: string): MailSettings {
  const ownAddress = `trajectory@${new URL(baseUrl).hostname.replace(/^\[.*\]$/, 'localhost')}`;
  if (smtpUrl === undefined) return { smtpUrl, senderAddress: ownAddress };
  const url = new URL(smtpUrl);
  const from = url.searchParams.get('from');
  url.searchParams.delete('from');
  return { smtpUrl: url.toString(), senderAddress: from ?? ownAddress };
}
