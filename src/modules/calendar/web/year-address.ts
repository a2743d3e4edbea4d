import { parseAcademicYear } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';

/** `2026-27`, as it stands in an address. */
export const inAddress = (year: AcademicYear): string => year.replace('/', '-');

export const yearOf = (text: string | undefined): AcademicYear | undefined =>
  parseAcademicYear(text ?? '');
