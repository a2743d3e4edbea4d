import type { FastifyReply, FastifyRequest } from 'fastify';

export interface SessionCookie {
  read(request: FastifyRequest): string | undefined;
  /** Null takes it away. */
  write(reply: FastifyReply, token: string | null): void;
}

/** Sent to this site only, never readable by script, and over https only where the site has it. */
export function sessionCookie(baseUrl: string): SessionCookie {
  const secure = baseUrl.startsWith('https:');
  const name = secure ? '__Host-trajectory' : 'trajectory';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    read: (request) => request.cookies[name],
    write(reply, token) {
      if (token === null) reply.clearCookie(name, options);
      else reply.setCookie(name, token, options);
    },
  };
}
