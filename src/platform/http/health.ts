import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '#platform/db/connection.ts';

/** For a load balancer or a monitor: is the process there, and can it serve pages. */
export function health(server: FastifyInstance, db: Db): void {
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    try {
      await sql`select 1`.execute(db);
      return { status: 'ready' };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return reply
        .code(503)
        .send({ status: 'not ready', reason: `The database does not answer: ${reason}` });
    }
  });
}
