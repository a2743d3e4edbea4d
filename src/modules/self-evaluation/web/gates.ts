import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { schoolGate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';
import type { SelfEvaluationAction } from '../access.ts';

/** For addresses with `:urn`. */
export function onSelfEvaluation(action: SelfEvaluationAction): Gate<SchoolMatter> {
  return schoolGate(`self-evaluation: ${action}`, findSchoolMatter, (actor, matter) =>
    can(actor, action, matter),
  );
}
