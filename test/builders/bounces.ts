interface Bounced {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly to: string;
}

const crlf = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'));

/** A mail that came back, as Postfix says it: its own words, the report, and the mail's first lines. */
export function postfixBounce({ messageId, to }: Bounced, action = 'failed', status = '5.1.1') {
  return crlf(`Return-Path: <>
Received: by mail.avonbridge.example (Postfix)
\tid 4C1D12005F; Thu, 14 Jan 2027 09:30:04 +0000 (GMT)
Date: Thu, 14 Jan 2027 09:30:04 +0000 (GMT)
From: MAILER-DAEMON@mail.avonbridge.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: trajectory@boards.avonbridge.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="8F1B92005E.1799919004/mail.avonbridge.example"
Message-Id: <20270114093004.4C1D12005F@mail.avonbridge.example>

This is a MIME-encapsulated message.

--8F1B92005E.1799919004/mail.avonbridge.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<${to}>: host mx.foxholes.example[192.0.2.7] said: 550 5.1.1
    <${to}>: Recipient address rejected: User unknown (in
    reply to RCPT TO command)

--8F1B92005E.1799919004/mail.avonbridge.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.avonbridge.example
X-Postfix-Queue-ID: 8F1B92005E
X-Postfix-Sender: rfc822; trajectory@boards.avonbridge.example
Arrival-Date: Thu, 14 Jan 2027 09:30:02 +0000 (GMT)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.foxholes.example
Diagnostic-Code: smtp; 550 5.1.1 <${to}>: Recipient address rejected: User
    unknown

--8F1B92005E.1799919004/mail.avonbridge.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <trajectory@boards.avonbridge.example>
From: Trajectory <trajectory@boards.avonbridge.example>
To: ${to}
Subject: Foxholes Primary School: the meeting record is final
Message-ID:
 <${messageId}>
Date: Thu, 14 Jan 2027 09:30:02 +0000

--8F1B92005E.1799919004/mail.avonbridge.example--
`);
}

/** The same as Exchange says it: related text and HTML, a base64 report, and the whole mail. */
export function exchangeBounce({ messageId, to }: Bounced, status = '5.1.10') {
  const report = `Reporting-MTA: dns;LO2P123MB0001.GBRP123.PROD.OUTLOOK.COM
Received-From-MTA: dns;mail.avonbridge.example
Arrival-Date: Thu, 14 Jan 2027 09:30:03 +0000

Final-Recipient: rfc822;${to}
Action: failed
Status: ${status}
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${to} not found by SMTP address lookup
X-Display-Name: ${to}

`;
  return crlf(`From: <postmaster@foxholes.example>
To: <trajectory@boards.avonbridge.example>
Date: Thu, 14 Jan 2027 09:30:05 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="7c4a1f0e-0b6e-4f0e-9a55-1d4f0d4e7a10"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-GB
Message-ID: <c0ffee-0001@LO2P123MB0001.GBRP123.PROD.OUTLOOK.COM>
In-Reply-To: <${messageId}>
References: <${messageId}>
Subject: Undeliverable: Foxholes Primary School: the meeting record is final
MIME-Version: 1.0

--7c4a1f0e-0b6e-4f0e-9a55-1d4f0d4e7a10
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="inner-2f0e"

--inner-2f0e
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Your message to ${to} couldn't be delivered.

--inner-2f0e
Content-Type: text/html; charset="us-ascii"

<html><body><p>Your message couldn't be delivered.</p></body></html>

--inner-2f0e--

--7c4a1f0e-0b6e-4f0e-9a55-1d4f0d4e7a10
Content-Type: message/delivery-status
Content-Transfer-Encoding: base64

${Buffer.from(report.replaceAll('\n', '\r\n')).toString('base64').replace(/.{76}/g, '$&\n')}

--7c4a1f0e-0b6e-4f0e-9a55-1d4f0d4e7a10
Content-Type: message/rfc822

From: Trajectory <trajectory@boards.avonbridge.example>
To: ${to}
Subject: Foxholes Primary School: the meeting record is final
Message-ID: <${messageId}>
MIME-Version: 1.0
Content-Type: text/plain

Dear Rosa Levin

--7c4a1f0e-0b6e-4f0e-9a55-1d4f0d4e7a10--
`);
}
