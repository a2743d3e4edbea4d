import type { FastifyReply, FastifyRequest } from 'fastify';

export interface SessionCookie {
  read(request: FastifyRequest): string | undefined;
  /** Null takes it away. */
  write(reply: FastifyReply, token: string | null): void;
}

/** A secret that a browser has for one address and those below it: it is sent to no other. */
export interface AddressSecret {
  readonly value: string;
  readonly path: string;
  /** The browser forgets it then. */
  readonly until: Date;
}

export interface AddressCookie {
  read(request: FastifyRequest): string | undefined;
  write(reply: FastifyReply, secret: AddressSecret): void;
}

export function addressCookie(baseUrl: string): AddressCookie {
  const secure = baseUrl.startsWith('https:');
  const name = secure ? '__Secure-trajectory-here' : 'trajectory-here';
  return {
    read: (request) => request.cookies[name],
    write(reply, { value, path, until }) {
      const options = { path, expires: until, httpOnly: true, sameSite: 'lax', secure } as const;
      reply.setCookie(name, value, options);
    },
  };
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
